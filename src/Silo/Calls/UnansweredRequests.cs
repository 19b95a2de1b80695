using System.Collections.Concurrent;

namespace BookedBarber.Silo.Calls;

/// <summary>
/// Requests that a front door gave up without an answer, so that it knows them when their clients come back. It forgets
/// them after a few minutes, and the older half when there are too many; another front door does not know them.
/// </summary>
internal sealed class UnansweredRequests(TimeProvider clock)
{
    private const int MostInHalf = 10_000;

    private static readonly TimeSpan TimeOfHalf = TimeSpan.FromMinutes(5);

    private readonly Lock _turning = new();
    private long _turned = clock.GetTimestamp();
    private volatile ConcurrentDictionary<string, DateTimeOffset> _newer = new();
    private volatile ConcurrentDictionary<string, DateTimeOffset> _older = new();

    /// <summary>Until when copies of a request may be decided; null where none is known to be unanswered.</summary>
    public DateTimeOffset? Until(string key) =>
        _newer.TryGetValue(key, out var until) || _older.TryGetValue(key, out until) ? until : null;

    /// <summary>The last copy of a request was given up.</summary>
    public void Add(string key, DateTimeOffset until)
    {
        lock (_turning)
        {
            if (_newer.Count >= MostInHalf || clock.GetElapsedTime(_turned) > TimeOfHalf)
            {
                (_older, _newer) = (_newer, new());
                _turned = clock.GetTimestamp();
            }

            _newer[key] = until;
        }
    }
}
