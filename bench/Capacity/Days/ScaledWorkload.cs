using BookedBarber.Capacity.Autoscaling;

namespace BookedBarber.Capacity.Days;

/// <summary>A workload at one moment.</summary>
/// <param name="Replicas">How many pods there are.</param>
/// <param name="Ready">How many of them are of use.</param>
/// <param name="Use">Processor time wanted, as a share of what the ready pods are sure to have.</param>
internal readonly record struct Standing(int Replicas, int Ready, double Use);

/// <summary>A workload under a load, and its autoscaler, which sees it a little late.</summary>
internal sealed class ScaledWorkload(Workload workload, int secondsUntilReady)
{
    // Metrics are collected, averaged and only then read.
    private const int LagSeconds = 30;

    private readonly HorizontalAutoscaler _autoscaler = new(workload.Rules);
    private readonly Pods _pods = new(workload.Rules.Min, secondsUntilReady);
    private readonly Queue<(int At, int Ready, double[] Averages)> _readings = [];

    /// <summary>How it stands under so much work.</summary>
    public Standing Under(int now, double cpus)
    {
        var ready = _pods.Ready(now);
        return new Standing(_pods.Count, ready, cpus / (ready * workload.Cpus));
    }

    /// <summary>Lets the autoscaler decide.</summary>
    /// <param name="now">Seconds since midnight.</param>
    /// <param name="average">The average of a metric over ready pods at this moment, by its name.</param>
    public void Scale(int now, Func<string, double> average)
    {
        _readings.Enqueue((now, _pods.Ready(now), [.. workload.Rules.Metrics.Select(metric => average(metric.Name))]));
        if (_readings.Peek().At > now - LagSeconds)
        {
            return;
        }

        // A pod that became ready since has no share in what was read.
        var seen = _readings.Dequeue();
        var ready = Math.Min(seen.Ready, _pods.Count);
        _pods.Scale(now, _autoscaler.Decide(now, _pods.Count, ready, seen.Averages));
    }
}
