using System.Text.RegularExpressions;
using BookedBarber.Capacity.Kustomize;
using k8s.Models;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>Autoscalers against what they scale, and against the rules that make their metrics.</summary>
internal static class AutoscalerChecks
{
    // Faster than this, grains are still loading anew when the next silo goes.
    private const int LeastSecondsBetweenSilos = 120;

    public static IEnumerable<string> Findings(Overlay overlay)
    {
        var made = AdapterRules.Read().Select(rule => rule.Name).ToHashSet();
        foreach (var autoscaler in overlay.All<V2HorizontalPodAutoscaler>("HorizontalPodAutoscaler"))
        {
            foreach (var finding in Findings(autoscaler.Spec, overlay, made))
            {
                yield return $"HorizontalPodAutoscaler {autoscaler.Metadata.Name}: {finding}";
            }
        }

        foreach (var autoscaler in overlay.All<VerticalPodAutoscaler>("VerticalPodAutoscaler"))
        {
            var reference = autoscaler.Spec?.TargetRef;
            var target = Target(reference?.ApiVersion, reference?.Kind, reference?.Name, overlay);
            var bounded = autoscaler.Spec?.ResourcePolicy?.ContainerPolicies.Select(policy => policy.ContainerName) ?? [];
            if (target is null || bounded.Except(target.Pod().Containers.Select(one => one.Name)).Any())
            {
                yield return $"VerticalPodAutoscaler {autoscaler.Metadata!.Name}: what it is for is not there.";
            }

            if (autoscaler.Spec?.UpdatePolicy?.UpdateMode != "Off")
            {
                yield return $"VerticalPodAutoscaler {autoscaler.Metadata!.Name}: it fights the horizontal one.";
            }
        }
    }

    private static IEnumerable<string> Findings(
        V2HorizontalPodAutoscalerSpec spec, Overlay overlay, HashSet<string> made)
    {
        var reference = spec.ScaleTargetRef;
        var target = Target(reference.ApiVersion, reference.Kind, reference.Name, overlay);
        if (target is null)
        {
            yield return "what it scales is not there.";
            yield break;
        }

        if (target.Spec.Replicas is not null)
        {
            yield return "whoever applies the manifests undoes what it does.";
        }

        if (spec.MinReplicas is not >= 2 || spec.MaxReplicas <= spec.MinReplicas)
        {
            yield return "it has no room, or lets a single pod be all there is.";
        }

        foreach (var resource in spec.Metrics.Select(metric => metric.Resource?.Name).OfType<string>())
        {
            if (target.Pod().Containers.Any(one => one.Resources?.Requests?.ContainsKey(resource) is not true))
            {
                yield return $"a share of a request for {resource} that nobody makes is not a number.";
            }
        }

        foreach (var name in spec.Metrics.Select(metric => metric.Pods?.Metric.Name).OfType<string>())
        {
            if (!made.Contains(name))
            {
                yield return $"no rule of the adapter makes {name}.";
            }
        }

        if (reference.Name == "silo" && spec.Behavior?.ScaleDown is not
            {
                StabilizationWindowSeconds: >= 300,
                Policies: [{ Type: "Pods", Value: 1, PeriodSeconds: >= LeastSecondsBetweenSilos }],
            })
        {
            yield return "silos go faster than one by one, some minutes apart.";
        }
    }

    private static V1Deployment? Target(string? apiVersion, string? kind, string? name, Overlay overlay) =>
        (apiVersion, kind) is ("apps/v1", "Deployment")
            ? overlay.Deployments().SingleOrDefault(one => one.Metadata.Name == name)
            : null;
}

/// <summary>A rule of prometheus-adapter.</summary>
/// <param name="Name">The metric that it makes.</param>
/// <param name="Series">The series that it begins with.</param>
/// <param name="Query">The query, with a series, a pod and a namespace filled in.</param>
internal sealed record AdapterRule(string Name, string Series, string Query);

/// <summary>The rules of prometheus-adapter in <c>k8s/monitoring</c>.</summary>
internal static partial class AdapterRules
{
    public static IReadOnlyList<AdapterRule> Read()
    {
        var file = Yaml.Read(Repository.Read("k8s", "monitoring", "config.yaml"));
        return [.. file.Get("rules").Items.Select(Read)];
    }

    private static AdapterRule Read(Yaml rule)
    {
        var selector = rule.Get("seriesQuery").Text;
        var series = SeriesName().Match(selector).Value;
        var name = rule.Find("name") is { } renamed
            ? Regex.Replace(series, renamed.Get("matches").Text, renamed.Get("as").Text)
            : series;
        var query = rule.Get("metricsQuery").Text
            .Replace("<<.Series>>", series)
            .Replace("<<.LabelMatchers>>", """namespace="bookedbarber",pod=~"silo-1|silo-2" """.TrimEnd())
            .Replace("<<.GroupBy>>", "pod");
        return new AdapterRule(name, selector, query);
    }

    [GeneratedRegex("^[a-z_]+")]
    private static partial Regex SeriesName();
}
