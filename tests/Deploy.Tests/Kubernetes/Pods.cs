using BookedBarber.Capacity.Kustomize;
using k8s.Models;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>What checks ask of deployments again and again.</summary>
internal static class Pods
{
    public static IReadOnlyList<V1Deployment> Deployments(this Overlay overlay) =>
        [.. overlay.All<V1Deployment>("Deployment")];

    public static IDictionary<string, string> PodLabels(this V1Deployment deployment) =>
        deployment.Spec.Template.Metadata.Labels;

    public static V1PodSpec Pod(this V1Deployment deployment) => deployment.Spec.Template.Spec;

    /// <summary>Whether a selector, by labels and expressions, takes these labels.</summary>
    public static bool Takes(this V1LabelSelector selector, IDictionary<string, string> labels) =>
        (selector.MatchLabels ?? new Dictionary<string, string>())
            .All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value)
        && (selector.MatchExpressions ?? []).All(expression => expression.OperatorProperty switch
        {
            "In" => labels.TryGetValue(expression.Key, out var value) && expression.Values.Contains(value),
            "Exists" => labels.ContainsKey(expression.Key),
            var other => throw new NotSupportedException($"The operator {other} is not read here."),
        });

    /// <summary>The number of a port that is given by name or number; null when the pod has no such port.</summary>
    public static int? PortOf(this V1PodSpec pod, IntOrString port) => pod.Containers.SelectMany(one => one.Ports ?? [])
        .Where(one => one.Name == port.Value || $"{one.ContainerPort}" == port.Value)
        .Select(one => (int?)one.ContainerPort).FirstOrDefault();
}
