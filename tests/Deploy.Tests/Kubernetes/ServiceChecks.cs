using BookedBarber.Capacity.Kustomize;
using k8s.Models;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>Services, the Ingress and disruption budgets against the pods that they mean.</summary>
internal static class ServiceChecks
{
    // Health, metrics and the dashboard are for those inside.
    private static readonly string[] Inside = ["/health", "/health/live", "/health/ready", "/metrics", "/dashboard"];

    public static IEnumerable<string> Findings(Overlay overlay) =>
        Services(overlay).Concat(Ingresses(overlay)).Concat(Budgets(overlay)).Concat(Secrets(overlay));

    private static IEnumerable<string> Services(Overlay overlay)
    {
        foreach (var service in overlay.All<V1Service>("Service"))
        {
            var selector = new V1LabelSelector { MatchLabels = service.Spec.Selector };
            var pods = overlay.Deployments().Where(one => selector.Takes(one.PodLabels())).ToList();
            if (pods is not [var deployment])
            {
                yield return $"Service {service.Metadata.Name}: it means {pods.Count} deployments, not one.";
                continue;
            }

            foreach (var port in service.Spec.Ports.Where(port => deployment.Pod().PortOf(port.TargetPort) is null))
            {
                yield return $"Service {service.Metadata.Name}: no container has its port {port.TargetPort.Value}.";
            }
        }
    }

    private static IEnumerable<string> Ingresses(Overlay overlay)
    {
        foreach (var ingress in overlay.All<V1Ingress>("Ingress"))
        {
            var secured = (ingress.Spec.Tls ?? []).SelectMany(tls => tls.Hosts).ToHashSet();
            foreach (var rule in ingress.Spec.Rules.Where(rule => !secured.Contains(rule.Host)))
            {
                yield return $"Ingress {ingress.Metadata.Name}: {rule.Host} has no TLS.";
            }

            foreach (var path in ingress.Spec.Rules.SelectMany(rule => rule.Http.Paths))
            {
                var target = path.Backend.Service;
                var service = overlay.All<V1Service>("Service").SingleOrDefault(one => one.Metadata.Name == target.Name);
                if (service?.Spec.Ports.Any(one => one.Name == target.Port.Name || one.Port == target.Port.Number) is not true)
                {
                    yield return $"Ingress {ingress.Metadata.Name}: {path.Path} leads to no port of a service.";
                }

                foreach (var inside in Inside.Where(inside => Matches(path, inside)))
                {
                    yield return $"Ingress {ingress.Metadata.Name}: it lets the world see {inside}.";
                }
            }
        }
    }

    private static bool Matches(V1HTTPIngressPath path, string requested) => path.PathType == "Exact"
        ? path.Path == requested
        : $"{requested}/".StartsWith($"{path.Path.TrimEnd('/')}/", StringComparison.Ordinal);

    private static IEnumerable<string> Budgets(Overlay overlay)
    {
        var budgets = overlay.All<V1PodDisruptionBudget>("PodDisruptionBudget").ToList();
        foreach (var deployment in overlay.Deployments())
        {
            var own = budgets.Where(one => one.Spec.Selector.Takes(deployment.PodLabels())).ToList();
            if (own is not [{ Spec.MaxUnavailable.Value: "1" }])
            {
                yield return $"Deployment {deployment.Metadata.Name}: {own.Count} disruption budgets of one pod mean it.";
            }
        }
    }

    private static IEnumerable<string> Secrets(Overlay overlay) => overlay.Objects
        .Where(one => one.Kind == "Secret").Select(one => $"Secret {one.Name}: secrets are not kept with the manifests.");
}
