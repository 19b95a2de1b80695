using BookedBarber.Bench.Generator;

namespace BookedBarber.Bench.Report;

/// <summary>How a contender stands after all rounds.</summary>
internal sealed record Standing(string Name, IReadOnlyList<LoadResult> Rounds)
{
    public double PerSecond => Median(result => result.PerSecond);

    public double CreatedPerSecond => Median(result => result.Created.Count / result.Elapsed.TotalSeconds);

    public double ElapsedMs => Median(result => result.Elapsed.TotalMilliseconds);

    public double Median(Func<LoadResult, double> number)
    {
        var sorted = Rounds.Select(number).Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
