namespace BookedBarber.Api.Http;

/// <summary>
/// Calls whose answer many want at a time. Whoever asks while a call is under way shares the next one with all others
/// who wait, so that each answer was made after it was asked for.
/// </summary>
/// <param name="call">Asks for one key.</param>
/// <param name="clock">Ends the waiting for a call that is slow.</param>
public sealed class SharedCalls<TKey, T>(Func<TKey, Task<T>> call, TimeProvider clock)
    where TKey : notnull
{
    // A call that does not come back must not hold up those who wait for the next.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<TKey, Line> _lines = [];

    /// <summary>The answer to a call that begins after this one.</summary>
    public Task<T> AskAsync(TKey key)
    {
        lock (_lines)
        {
            if (!_lines.TryGetValue(key, out var line))
            {
                _lines[key] = line = new Line();
            }

            return line.UnderWay is { IsCompleted: false } underWay
                ? line.Next ??= AskAfterAsync(key, line, underWay)
                : CallLocked(key, line);
        }
    }

    private async Task<T> AskAfterAsync(TKey key, Line line, Task underWay)
    {
        // Yields in any case, since the line does not know yet that somebody waits for the next call.
        await underWay.WaitAsync(Patience, clock)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<T> next;
        lock (_lines)
        {
            line.Next = null;
            next = CallLocked(key, line);
        }

        return await next;
    }

    private Task<T> CallLocked(TKey key, Line line)
    {
        line.Calls++;
        return line.UnderWay = CallAsync(key, line);
    }

    private async Task<T> CallAsync(TKey key, Line line)
    {
        try
        {
            return await call(key);
        }
        finally
        {
            lock (_lines)
            {
                line.Calls--;
                if (line is { Calls: 0, Next: null })
                {
                    _lines.Remove(key);
                }
            }
        }
    }

    private sealed class Line
    {
        public Task<T>? UnderWay { get; set; }

        public Task<T>? Next { get; set; }

        public int Calls { get; set; }
    }
}
