namespace BookedBarber.Capacity.Autoscaling;

// How a HorizontalPodAutoscaler decides
//
// As https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/ publishes it:
//
//   1. Each metric proposes ceil(replicas × average / target). Within a tenth of the target it proposes no change.
//      Pods that are not ready are left out of the average; if the rest ask for more, they count as using nothing,
//      which damps the answer and never turns it round.
//   2. The largest proposal wins.
//   3. Stabilisation: upwards the smallest recommendation of the last window counts, downwards the largest.
//   4. Policies: from the replicas at the start of a policy's period, so many pods or per cent more or fewer.
//   5. Between minReplicas and maxReplicas.

/// <summary>The decisions of one autoscaler over time.</summary>
internal sealed class HorizontalAutoscaler(ScalingRules rules)
{
    private const double Tolerance = 0.1;

    private readonly List<(int At, int Replicas)> _recommendations = [];
    private readonly List<(int At, int Change)> _changes = [];

    /// <summary>How many replicas there are to be.</summary>
    /// <param name="now">The time in seconds; it does not go back.</param>
    /// <param name="replicas">How many there are.</param>
    /// <param name="ready">How many of them are ready.</param>
    /// <param name="averages">The average over ready pods of each metric, in the order of the rules.</param>
    public int Decide(int now, int replicas, int ready, IReadOnlyList<double> averages)
    {
        if (replicas < rules.Min || replicas > rules.Max)
        {
            return Change(now, replicas, Math.Clamp(replicas, rules.Min, rules.Max));
        }

        var proposed = rules.Metrics.Zip(averages, (metric, average) => Propose(metric.Target, average, replicas, ready)).Max();
        var stabilised = Stabilise(now, replicas, Math.Clamp(proposed, rules.Min, rules.Max));
        return Change(now, replicas, Math.Clamp(Pace(now, replicas, stabilised), rules.Min, rules.Max));
    }

    private static int Propose(double target, double average, int replicas, int ready)
    {
        var ratio = average / target;
        if (ratio <= 1 || ready == replicas)
        {
            return IsTolerated(ratio) ? replicas : Ceiling(ratio * ready);
        }

        var damped = ratio * ready / replicas;
        return damped <= 1 || IsTolerated(damped) ? replicas : Math.Max(replicas, Ceiling(damped * replicas));
    }

    private static bool IsTolerated(double ratio) => Math.Abs(ratio - 1) <= Tolerance;

    // A product such as 1.1 × 10 is a hair above its whole number; that hair is no pod.
    private static int Ceiling(double value) => (int)Math.Ceiling(value - 1e-9);

    private int Stabilise(int now, int replicas, int desired)
    {
        var longest = Math.Max(rules.Up.WindowSeconds, rules.Down.WindowSeconds);
        _recommendations.RemoveAll(past => past.At <= now - longest);
        _recommendations.Add((now, desired));
        var up = Within(rules.Up.WindowSeconds).Min();
        var down = Within(rules.Down.WindowSeconds).Max();
        return Math.Min(Math.Max(replicas, up), down);

        IEnumerable<int> Within(int window) => _recommendations
            .Where(past => past.At == now || past.At > now - window).Select(past => past.Replicas);
    }

    private int Pace(int now, int replicas, int desired)
    {
        if (desired > replicas)
        {
            var limits = rules.Up.Policies.Select(policy => policy.IsPercent
                ? Ceiling(StartOf(policy) * (1 + policy.Amount / 100.0))
                : StartOf(policy) + policy.Amount).ToList();
            return Math.Min(desired, Math.Max(replicas, rules.Up.SelectsMax ? limits.Max() : limits.Min()));
        }

        if (desired < replicas)
        {
            var limits = rules.Down.Policies.Select(policy => policy.IsPercent
                ? (int)(StartOf(policy) * (1 - policy.Amount / 100.0))
                : StartOf(policy) - policy.Amount).ToList();
            return Math.Max(desired, Math.Min(replicas, rules.Down.SelectsMax ? limits.Min() : limits.Max()));
        }

        return replicas;

        int StartOf(ScalingPolicy policy) =>
            replicas - _changes.Where(change => change.At > now - policy.PeriodSeconds).Sum(change => change.Change);
    }

    private int Change(int now, int replicas, int desired)
    {
        var longest = rules.Up.Policies.Concat(rules.Down.Policies).Max(policy => policy.PeriodSeconds);
        _changes.RemoveAll(past => past.At <= now - longest);
        if (desired != replicas)
        {
            _changes.Add((now, desired - replicas));
        }

        return desired;
    }
}
