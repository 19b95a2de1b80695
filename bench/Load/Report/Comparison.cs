namespace BookedBarber.Bench.Report;

/// <summary>A row of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">What the numbers are in.</param>
/// <param name="Ours">This program.</param>
/// <param name="Baseline">What it is compared with; null when the number stands for itself.</param>
/// <param name="Goal">What the result should be, if anything was promised.</param>
internal sealed record Comparison(
    string What, string Unit, Measured Ours, Measured? Baseline = null, Goal? Goal = null)
{
    /// <summary>The ratio of the medians; without a baseline, our median.</summary>
    public double Result => Baseline is null ? Ours.Median : Ours.Median / Baseline.Median;

    public bool? Reached => Goal?.IsReachedBy(Result);
}

/// <summary>A bound for a result.</summary>
internal sealed record Goal(double Bound, bool AtMost)
{
    public static Goal AtLeast(double bound) => new(bound, AtMost: false);

    public static Goal NoMoreThan(double bound) => new(bound, AtMost: true);

    public bool IsReachedBy(double result) => AtMost ? result <= Bound : result >= Bound;
}
