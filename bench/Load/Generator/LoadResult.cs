namespace BookedBarber.Bench.Generator;

/// <summary>What a run came to.</summary>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="All">The times of all requests.</param>
/// <param name="Created">The times of those that were answered with 201.</param>
/// <param name="Statuses">How often each status came.</param>
/// <param name="ServerMicroseconds">Processor time of the server process for each request.</param>
internal sealed record LoadResult(
    TimeSpan Elapsed,
    Latencies All,
    Latencies Created,
    SortedDictionary<int, long> Statuses,
    double ServerMicroseconds)
{
    public double PerSecond => All.Count / Elapsed.TotalSeconds;

    public long Count(int status) => Statuses.GetValueOrDefault(status);

    /// <summary>Throws unless all answers have one of the statuses.</summary>
    public LoadResult Only(params ReadOnlySpan<int> expected)
    {
        foreach (var (status, count) in Statuses)
        {
            if (!expected.Contains(status))
            {
                throw new InvalidOperationException($"{count} answers had the status {status}.");
            }
        }

        return All.Count > 0 ? this : throw new InvalidOperationException("Nothing was answered.");
    }
}
