using System.Collections.Concurrent;
using Npgsql;

namespace BookedBarber.Baseline;

/// <summary>What kept requests from an answer, and how often.</summary>
internal sealed class Failures
{
    private readonly ConcurrentDictionary<string, int> _counts = [];

    public void Add(NpgsqlException exception)
    {
        var reason = exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } => "deadlock",
            PostgresException postgres => postgres.SqlState,
            { InnerException: TimeoutException } => "timeout",
            _ => "connection",
        };
        _counts.AddOrUpdate(reason, 1, (_, count) => count + 1);
    }

    /// <summary>The reasons with their counts, the most frequent first.</summary>
    public override string ToString() => string.Join(
        ", ", _counts.OrderByDescending(one => one.Value).Select(one => $"{one.Value} × {one.Key}"));
}
