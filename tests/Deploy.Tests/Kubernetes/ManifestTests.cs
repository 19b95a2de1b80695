using BookedBarber.Capacity.Kustomize;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>Every overlay, held against the published schema and against itself.</summary>
public sealed class ManifestTests
{
    public static TheoryData<string> Overlays => Kubernetes.Overlays.Names;

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public async Task Every_object_follows_its_schema(string overlay) =>
        Assert.Empty(Schemas.Findings(await Kubernetes.Overlays.GetAsync(overlay)));

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public async Task Deployments_fit_their_images_and_what_they_name(string overlay) =>
        Assert.Empty(WorkloadChecks.Findings(await Kubernetes.Overlays.GetAsync(overlay)));

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public async Task Services_Ingress_and_budgets_mean_pods_that_are_there(string overlay) =>
        Assert.Empty(ServiceChecks.Findings(await Kubernetes.Overlays.GetAsync(overlay)));

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public async Task Pods_are_as_restricted_as_their_namespace_demands(string overlay) =>
        Assert.Empty(PodSecurityChecks.Findings(await Kubernetes.Overlays.GetAsync(overlay)));

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public async Task Autoscalers_scale_what_is_there_by_metrics_that_are_made(string overlay) =>
        Assert.Empty(AutoscalerChecks.Findings(await Kubernetes.Overlays.GetAsync(overlay)));

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public async Task Only_what_has_to_gets_through_the_network(string overlay) =>
        Assert.Empty(NetworkChecks.Findings(await Kubernetes.Overlays.GetAsync(overlay)));

    [KubectlFact]
    public async Task The_rules_of_the_adapter_are_rendered_too()
    {
        var monitoring = Overlay.Parse(await Kubernetes.Overlays.YamlAsync("monitoring"));

        Assert.Empty(Schemas.Findings(monitoring));
        Assert.Equal("ConfigMap", Assert.Single(monitoring.Objects).Kind);
    }
}
