using BookedBarber.Capacity.Kustomize;
using k8s.Models;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>Services, the Ingress and disruption budgets against the pods that they mean.</summary>
internal static class ServiceChecks
{
    // Health and metrics are for those inside; the dashboard is a silo's, whom the Ingress does not know.
    private static readonly string[] Inside = ["/health", "/health/live", "/health/ready", "/metrics"];

    public static IEnumerable<string> Findings(Overlay overlay) =>
        Services(overlay).Concat(Ingresses(overlay)).Concat(Budgets(overlay)).Concat(Secrets(overlay));

    private static IEnumerable<string> Services(Overlay overlay)
    {
        foreach (var service in overlay.All<V1Service>("Service").Where(service => !IsNobody(service)))
        {
            var selector = new V1LabelSelector { MatchLabels = service.Spec.Selector };
            var pods = overlay.Deployments().Where(one => selector.Takes(one.PodLabels())).ToList();
            if (pods is not [var deployment])
            {
                yield return $"Service {service.Metadata.Name}: it means {pods.Count} deployments, not one.";
                continue;
            }

            foreach (var port in service.Spec.Ports.Where(port => deployment.Pod().PortOf(TargetOf(port)) is null))
            {
                yield return $"Service {service.Metadata.Name}: no container has its port {TargetOf(port).Value}.";
            }
        }
    }

    private static IntOrString TargetOf(V1ServicePort port) => port.TargetPort ?? $"{port.Port}";

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
            }

            foreach (var inside in Inside.Where(inside => ingress.Spec.Rules.Any(rule => Leads(overlay, rule, inside))))
            {
                yield return $"Ingress {ingress.Metadata.Name}: it lets the world see {inside}.";
            }
        }
    }

    /// <summary>A service that means no pods, on purpose.</summary>
    private static bool IsNobody(V1Service service) => service.Spec.Selector is null;

    // Of several paths that match, the longest counts, and of two that are the same, the exact one.
    private static bool Leads(Overlay overlay, V1IngressRule rule, string requested)
    {
        var winner = rule.Http.Paths.Where(path => Matches(path, requested))
            .OrderByDescending(path => path.Path.Length).ThenBy(path => path.PathType == "Exact" ? 0 : 1).FirstOrDefault();
        return winner is not null
            && overlay.All<V1Service>("Service").Any(one => one.Metadata.Name == winner.Backend.Service.Name && !IsNobody(one));
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
