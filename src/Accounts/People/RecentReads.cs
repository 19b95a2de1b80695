using System.Collections.Concurrent;

namespace BookedBarber.Accounts.People;

/// <summary>
/// What was read in the last few seconds, by ids. Who asks while it is being read waits for the same answer.
/// </summary>
/// <typeparam name="T">What is read; null is an answer, too.</typeparam>
/// <param name="clock">Says how old an answer is.</param>
internal sealed class RecentReads<T>(TimeProvider clock)
    where T : class
{
    private const int MaxKnown = 10_000;
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, (Task<T?> Found, long At, long Generation)> _known = new();
    private long _generation;

    /// <summary>What was read a moment ago, or is read now.</summary>
    public Task<T?> RecallAsync(Guid id, Func<Guid, Task<T?>> read)
    {
        // Before the answer is looked for: what is read from here on may be older than a change from here on.
        var generation = Volatile.Read(ref _generation);
        if (_known.TryGetValue(id, out var one)
            && one.Generation == generation
            && clock.GetElapsedTime(one.At) < Memory
            && !one.Found.IsFaulted && !one.Found.IsCanceled)
        {
            return one.Found;
        }

        if (_known.Count >= MaxKnown)
        {
            _known.Clear();
        }

        // As old as its question: the time is taken before.
        var at = clock.GetTimestamp();
        var found = read(id);
        _known[id] = (found, at, generation);
        return found;
    }

    /// <summary>
    /// Whoever asks from now on is told what is so now, also when the answer to an earlier question comes later.
    /// </summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _known.Clear();
    }
}
