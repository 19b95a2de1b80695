using System.Collections.Concurrent;
using System.Threading.Channels;

namespace BookedBarber.Ledger.Commits;

/// <summary>
/// Entries that wait to be sent, in order and bounded. Any thread adds; only the committer takes.
/// </summary>
internal sealed class EntryQueue(int limit)
{
    private readonly ConcurrentQueue<PendingEntry> _arrivals = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // Only the committer touches these; the backlog is what it has looked at and could not send yet.
    private readonly HashSet<Guid> _touched = [];
    private List<PendingEntry> _backlog = [];
    private List<PendingEntry> _rest = [];

    private int _count;

    /// <summary>How many entries wait, those included that were given up and not yet cleared away.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>False when the queue is full.</summary>
    public bool TryAdd(PendingEntry pending)
    {
        if (Interlocked.Increment(ref _count) > limit)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        _arrivals.Enqueue(pending);
        Wake();
        return true;
    }

    /// <summary>Makes <see cref="WaitAsync"/> return.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Waits until something may have become ready to be taken.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) =>
        _signal.Reader.ReadAsync(cancellationToken);

    /// <summary>
    /// Takes the next flush, or nothing. An entry stays behind when its barber is held back, or is already in this
    /// flush by an earlier entry; and whatever follows it on that barber stays behind it.
    /// </summary>
    public Flush? Take(int maxRows, Func<Guid, bool> isHeldBack)
    {
        Drain();
        var taken = new List<PendingEntry>();
        var rows = 0;
        _touched.Clear();
        _rest.Clear();
        foreach (var pending in _backlog)
        {
            if (pending.IsGivenUp)
            {
                Leave();
                continue;
            }

            var free = Touch(pending.Entry.BarberId, isHeldBack);
            if (pending.OtherBarberId is { } other)
            {
                free &= Touch(other, isHeldBack);
            }

            var fits = rows == 0 || rows + pending.Rows <= maxRows;
            if (!free || !fits)
            {
                _rest.Add(pending);
            }
            else
            {
                Leave();
                if (pending.TryTake())
                {
                    taken.Add(pending);
                    rows += pending.Rows;
                }
            }
        }

        (_backlog, _rest) = (_rest, _backlog);
        return taken.Count == 0 ? null : new Flush(taken);
    }

    /// <summary>Clears away what was given up; true when something is left.</summary>
    public bool Purge()
    {
        Drain();
        var removed = _backlog.RemoveAll(pending => pending.IsGivenUp);
        Interlocked.Add(ref _count, -removed);
        return _backlog.Count > 0;
    }

    /// <summary>Takes everything, for the end.</summary>
    public IEnumerable<PendingEntry> TakeAll()
    {
        Drain();
        foreach (var pending in _backlog)
        {
            Leave();
            pending.TryTake();
            yield return pending;
        }

        _backlog.Clear();
    }

    private void Drain()
    {
        while (_arrivals.TryDequeue(out var pending))
        {
            _backlog.Add(pending);
        }
    }

    private void Leave() => Interlocked.Decrement(ref _count);

    private bool Touch(Guid barberId, Func<Guid, bool> isHeldBack) => _touched.Add(barberId) && !isHeldBack(barberId);
}
