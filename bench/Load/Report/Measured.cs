using BookedBarber.Bench.Generator;

namespace BookedBarber.Bench.Report;

/// <summary>One number of a contender, for each round.</summary>
internal sealed record Measured(string Name, IReadOnlyList<MeasuredRound> Rounds)
{
    public double Median => Statistics.Median(Rounds.Select(round => round.Value));

    public double Min => Rounds.Min(round => round.Value);

    public double Max => Rounds.Max(round => round.Value);
}

/// <summary>The number of one round.</summary>
/// <param name="Value">The number.</param>
/// <param name="Load">The requests that it is about, if it is about many.</param>
internal sealed record MeasuredRound(double Value, LoadResult? Load = null);
