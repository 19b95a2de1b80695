namespace BookedBarber.Bench.Generator;

/// <summary>What a run came to.</summary>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="All">The times of all requests.</param>
/// <param name="Created">The times of those that were answered with 201.</param>
/// <param name="Statuses">How often each status came.</param>
/// <param name="Broken">How many requests got no answer since the connection broke.</param>
/// <param name="PageBytes">The smallest and the largest body that came with 200.</param>
/// <param name="ServerMicroseconds">Processor time of the server process for each request.</param>
internal sealed record LoadResult(
    TimeSpan Elapsed,
    Latencies All,
    Latencies Created,
    SortedDictionary<int, long> Statuses,
    long Broken,
    (long Smallest, long Largest) PageBytes,
    double ServerMicroseconds)
{
    public double PerSecond => All.Count / Elapsed.TotalSeconds;

    public double CreatedPerSecond => Created.Count / Elapsed.TotalSeconds;

    /// <summary>Answers that gave what was asked for.</summary>
    public long Accepted => Sum(status => status is >= 200 and < 300);

    /// <summary>Answers that said no, and why.</summary>
    public long Refused => Sum(status => status is >= 400 and < 500);

    /// <summary>Requests with any other answer, or none.</summary>
    public long Failed => Sum(status => status is not (>= 200 and < 300 or >= 400 and < 500)) + Broken;

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

    /// <summary>Throws unless every page has this length.</summary>
    public LoadResult OnlyPagesOf(long bytes) => PageBytes == (bytes, bytes)
        ? this
        : throw new InvalidOperationException(
            $"A page has {bytes} bytes, and some that came had {PageBytes.Smallest} to {PageBytes.Largest}.");

    private long Sum(Func<int, bool> which) => Statuses.Where(one => which(one.Key)).Sum(one => one.Value);
}
