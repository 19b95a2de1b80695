using BookedBarber.Bench.Generator;

namespace BookedBarber.Bench.Report;

/// <summary>How a contender stands after all rounds.</summary>
internal sealed record Standing(string Name, IReadOnlyList<LoadResult> Rounds)
{
    public double PerSecond => Median(result => result.PerSecond);

    public double CreatedPerSecond => Median(result => result.CreatedPerSecond);

    public double Median(Func<LoadResult, double> number) => Statistics.Median(Rounds.Select(number));

    /// <summary>One number of each round, with the round that it is of.</summary>
    public Measured Of(Func<LoadResult, double> number) =>
        new(Name, [.. Rounds.Select(result => new MeasuredRound(number(result), result))]);
}
