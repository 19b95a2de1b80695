using System.Diagnostics;

namespace BookedBarber.Bench.Generator;

/// <summary>
/// People: between an answer and the next request of a client passes a random time, the same times in each run. A
/// request counts from the moment at which it was due, so that a generator that is late does not flatter the server.
/// </summary>
internal sealed class ThinkTime : IDisposable
{
    private const int LeastSeconds = 1;
    private const int MostSeconds = 10;

    private readonly PriorityQueue<LoadClient, long> _waiting = new();
    private readonly Lock _gate = new();
    private readonly Random[] _chance;
    private readonly Thread _waker;
    private volatile bool _stopped;

    public ThinkTime(int clients)
    {
        _chance = [.. Enumerable.Range(0, clients).Select(client => new Random(client))];
        _waker = new Thread(WakeThemUp) { IsBackground = true };
        _waker.Start();
    }

    /// <summary>
    /// A client comes in the middle of its thoughts, as if it had been there for long: so the load is even from the
    /// first second on. A long thought is more likely to be met than a short one.
    /// </summary>
    public void Arrive(LoadClient client, long now)
    {
        var chance = _chance[client.Index];
        var thought = Math.Sqrt(
            (LeastSeconds * LeastSeconds)
            + (chance.NextDouble() * ((MostSeconds * MostSeconds) - (LeastSeconds * LeastSeconds))));
        WakeIn(client, now, thought * chance.NextDouble());
    }

    /// <summary>A client has its answer, and thinks.</summary>
    public void Think(LoadClient client, long now) => WakeIn(
        client, now, LeastSeconds + (_chance[client.Index].NextDouble() * (MostSeconds - LeastSeconds)));

    public void Dispose()
    {
        _stopped = true;
        _waker.Join();
    }

    private void WakeIn(LoadClient client, long now, double seconds)
    {
        lock (_gate)
        {
            _waiting.Enqueue(client, now + (long)(seconds * Stopwatch.Frequency));
        }
    }

    private void WakeThemUp()
    {
        while (!_stopped)
        {
            while (TryTake(Stopwatch.GetTimestamp(), out var client, out var due))
            {
                client.Resume(due);
            }

            Thread.Sleep(1);
        }
    }

    /// <summary>Who is due; when the time is over, everybody who waits for longer than that.</summary>
    private bool TryTake(long now, out LoadClient client, out long due)
    {
        lock (_gate)
        {
            if (_waiting.TryPeek(out client!, out due) && (due <= now || client.Deadline <= now))
            {
                _waiting.Dequeue();
                return true;
            }

            return false;
        }
    }
}
