using k8s.Models;

namespace BookedBarber.Capacity.Autoscaling;

/// <summary>A metric of an autoscaler, and its target for the average over pods.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Target">The target: per cent of the request for a resource, else in the metric's own unit.</param>
internal sealed record MetricTarget(string Name, double Target);

/// <summary>How much may change within a period.</summary>
/// <param name="Amount">A number of pods, or per cent of those there were.</param>
/// <param name="IsPercent">Which of them.</param>
/// <param name="PeriodSeconds">Within how many seconds.</param>
internal sealed record ScalingPolicy(int Amount, bool IsPercent, int PeriodSeconds);

/// <summary>How fast an autoscaler may go in one direction.</summary>
/// <param name="WindowSeconds">For how long the most careful recommendation counts.</param>
/// <param name="SelectsMax">Whether the policy that allows the most counts, or the one that allows the least.</param>
/// <param name="Policies">The policies.</param>
internal sealed record ScalingPace(int WindowSeconds, bool SelectsMax, IReadOnlyList<ScalingPolicy> Policies);

/// <summary>What a HorizontalPodAutoscaler says.</summary>
internal sealed record ScalingRules(
    int Min, int Max, IReadOnlyList<MetricTarget> Metrics, ScalingPace Up, ScalingPace Down)
{
    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InvalidOperationException">It uses what is not modelled here.</exception>
    public static ScalingRules From(V2HorizontalPodAutoscaler autoscaler)
    {
        var spec = autoscaler.Spec;
        return new ScalingRules(
            spec.MinReplicas ?? 1,
            spec.MaxReplicas,
            [.. spec.Metrics.Select(TargetOf)],
            PaceOf(spec.Behavior?.ScaleUp, "scaleUp"),
            PaceOf(spec.Behavior?.ScaleDown, "scaleDown"));
    }

    private static MetricTarget TargetOf(V2MetricSpec metric) => metric switch
    {
        { Resource: { Target.AverageUtilization: { } percent } resource } => new(resource.Name, percent),
        { Pods: { Target.AverageValue: { } average } pods } => new(pods.Metric.Name, average.ToDouble()),
        _ => throw new InvalidOperationException($"A metric of type {metric.Type} with this target is not modelled."),
    };

    private static ScalingPace PaceOf(V2HPAScalingRules? rules, string direction) =>
        rules is { StabilizationWindowSeconds: { } window, SelectPolicy: "Max" or "Min", Policies.Count: > 0 }
            ? new ScalingPace(window, rules.SelectPolicy == "Max", [.. rules.Policies.Select(PolicyOf)])
            : throw new InvalidOperationException($"{direction} has to say its window, policies and which of them counts.");

    private static ScalingPolicy PolicyOf(V2HPAScalingPolicy policy) =>
        new(policy.Value, policy.Type == "Percent", policy.PeriodSeconds);
}
