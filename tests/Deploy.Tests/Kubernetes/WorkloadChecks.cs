using BookedBarber.Capacity.Kustomize;
using BookedBarber.Deploy.Tests.Images;
using k8s.Models;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>Deployments against the images they run and the objects that they name.</summary>
internal static class WorkloadChecks
{
    // What docs/operations promises of both programs.
    private const int DrainSeconds = 20;

    private static readonly string[] HealthPaths = ["/health/live", "/health/ready"];

    public static IEnumerable<string> Findings(Overlay overlay)
    {
        var dockerfile = Dockerfile.Read();
        foreach (var deployment in overlay.Deployments())
        {
            var found = Rollout(deployment).Concat(Image(deployment, dockerfile)).Concat(Probes(deployment))
                .Concat(Names(deployment, overlay));
            foreach (var finding in found)
            {
                yield return $"Deployment {deployment.Metadata.Name}: {finding}";
            }
        }
    }

    private static IEnumerable<string> Rollout(V1Deployment deployment)
    {
        if (!deployment.Spec.Selector.Takes(deployment.PodLabels()))
        {
            yield return "its selector does not take its own pods.";
        }

        if (deployment.Spec.Strategy?.RollingUpdate?.MaxUnavailable?.Value != "0")
        {
            yield return "a rollout may leave fewer pods than there were.";
        }

        var pod = deployment.Pod();
        var before = pod.Containers.Max(one => one.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0);
        if (pod.TerminationGracePeriodSeconds is not { } grace || grace <= before + DrainSeconds)
        {
            yield return $"{before} s before SIGTERM and {DrainSeconds} s to drain are not less than its grace period.";
        }

        if ((pod.TopologySpreadConstraints ?? []).Any(spread => !spread.LabelSelector.Takes(deployment.PodLabels()))
            || pod.TopologySpreadConstraints is not { Count: > 0 })
        {
            yield return "its pods are not spread.";
        }
    }

    private static IEnumerable<string> Image(V1Deployment deployment, Dockerfile dockerfile)
    {
        var container = deployment.Pod().Containers.Single();
        var (repository, tag) = (container.Image.Split(':')[0], container.Image.Split(':').ElementAtOrDefault(1));
        var target = repository.Split('/')[^1];
        if (tag is null or "latest")
        {
            yield return $"its image {container.Image} names no version.";
        }

        if (dockerfile.Stages.All(stage => stage.Name != target))
        {
            yield return $"no target of the Dockerfile is called {target}.";
            yield break;
        }

        var listens = Ports(container, dockerfile.Environment(target));
        var declared = container.Ports.Select(port => (port.Name, port.ContainerPort)).ToHashSet();
        if (!declared.SetEquals(listens))
        {
            yield return $"it declares ports {string.Join(", ", declared)} and listens on {string.Join(", ", listens)}.";
        }

        if (!dockerfile.Ports(target).Order().SequenceEqual(container.Ports.Select(port => port.ContainerPort).Order()))
        {
            yield return "its ports are not those that its image exposes.";
        }

        if ($"{deployment.Pod().SecurityContext.RunAsUser}:{deployment.Pod().SecurityContext.RunAsGroup}"
            != dockerfile.Texts(target, "USER").Last())
        {
            yield return "it does not run as the user of its image.";
        }
    }

    private static HashSet<(string, int)> Ports(V1Container container, IReadOnlyDictionary<string, string> image)
    {
        var settings = new Dictionary<string, string>(image);
        foreach (var variable in container.Env.Where(one => one.Value is not null))
        {
            settings[variable.Name] = variable.Value;
        }

        var ports = new HashSet<(string, int)> { ("http", new Uri(settings["ASPNETCORE_URLS"].Replace("+", "any")).Port) };
        if (settings.TryGetValue("BookedBarber__Silo__Port", out var silo))
        {
            ports.Add(("silo", int.Parse(silo)));
            ports.Add(("gateway", int.Parse(settings["BookedBarber__Silo__GatewayPort"])));
        }

        return ports;
    }

    private static IEnumerable<string> Probes(V1Deployment deployment)
    {
        var container = deployment.Pod().Containers.Single();
        var probes = new[]
        {
            ("startup", container.StartupProbe), ("liveness", container.LivenessProbe),
            ("readiness", container.ReadinessProbe),
        };
        foreach (var (name, probe) in probes)
        {
            if (probe?.HttpGet is not { } get || !HealthPaths.Contains(get.Path))
            {
                yield return $"its {name} probe asks for nothing that a program answers.";
            }
            else if (deployment.Pod().PortOf(get.Port) is null)
            {
                yield return $"its {name} probe asks at a port that it does not have.";
            }
        }

        if (container.LivenessProbe?.HttpGet?.Path == "/health/ready")
        {
            yield return "a database that is away would restart it.";
        }

        var annotations = deployment.Spec.Template.Metadata.Annotations ?? new Dictionary<string, string>();
        if (!annotations.TryGetValue("prometheus.io/port", out var port) || deployment.Pod().PortOf(port) is null)
        {
            yield return "Prometheus is sent to a port that it does not have.";
        }
    }

    private static IEnumerable<string> Names(V1Deployment deployment, Overlay overlay)
    {
        var pod = deployment.Pod();
        if (!overlay.Objects.Any(one => one.Kind == "ServiceAccount" && one.Name == pod.ServiceAccountName))
        {
            yield return "its service account is not there.";
        }

        var maps = pod.Containers.SelectMany(one => one.EnvFrom ?? []).Select(source => source.ConfigMapRef?.Name);
        if (maps.Any(map => !overlay.Objects.Any(one => one.Kind == "ConfigMap" && one.Name == map)))
        {
            yield return "a config map that it reads is not there.";
        }

        var plain = pod.Containers.SelectMany(one => one.Env).Where(one => one.Value is not null);
        if (plain.Any(one => one.Name.EndsWith("Key", StringComparison.Ordinal) || one.Name.StartsWith("Connection")))
        {
            yield return "a secret is written into it.";
        }
    }
}
