using BookedBarber.Ledger;
using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Queries;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Simulation.Tests.Runs;
using NodaTime;

namespace BookedBarber.Simulation.Tests.Database;

/// <summary>
/// The ledger of one process: gathers entries, sends them as flushes, one after the other, and finds out what became of
/// those that got no answer, as <see cref="PostgresLedger"/> does.
/// </summary>
internal sealed class SimulatedLedger(
    SimulatedDatabase database, Connection connection, EventLoop loop, Lifetime lifetime, TimeProvider clock)
    : ILedger
{
    private static readonly LedgerOptions Options = new();

    private readonly HashSet<Guid> _heldBack = [];
    private List<PendingEntry> _queue = [];
    private bool _isSending;

    public async Task<CommitOutcome> CommitAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        if (database.KeyOnArrival(entry) is { } existing)
        {
            return new CommitOutcome.DuplicateKey(existing);
        }

        var pending = new PendingEntry(entry);
        _queue.Add(pending);
        Send();
        try
        {
            return await pending.Outcome.Task.WaitAsync(Options.CommitDeadline, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            pending.IsGivenUp = true;
            throw new LedgerUnavailableException("No outcome in time.");
        }
    }

    public Task<BarberTimeline> LoadTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken) =>
        connection.AskAsync(() => database.Timeline(barberId, from, to));

    public async Task<BarberTimeline> LoadSettledTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken)
    {
        await SettleAsync([barberId], cancellationToken).ConfigureAwait(false);
        return await LoadTimelineAsync(barberId, from, to, cancellationToken).ConfigureAwait(false);
    }

    public async Task MoveFencesAsync(IReadOnlyCollection<Guid> barberIds, CancellationToken cancellationToken)
    {
        await SettleAsync(barberIds, cancellationToken).ConfigureAwait(false);
        await connection.WriteAsync(() => database.MoveFences(barberIds)).ConfigureAwait(false);
    }

    public Task<Booking?> FindAsync(Guid bookingId, CancellationToken cancellationToken) =>
        connection.AskAsync(() => database.Find(bookingId));

    public Task<Booking?> FindByKeyAsync(Guid shopId, string idempotencyKey, CancellationToken cancellationToken) =>
        connection.AskAsync(() => database.FindByKey(shopId, idempotencyKey));

    public Task<BookingPage> ListAsync(BookingQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No client of a run asks for lists.");

    public Task PingAsync(CancellationToken cancellationToken) => connection.AskAsync(() => true);

    private async Task SettleAsync(IReadOnlyCollection<Guid> barberIds, CancellationToken cancellationToken)
    {
        var settled = await connection.AskAsync(() => Task.WhenAll(barberIds.Select(database.SettledAsync)))
            .ConfigureAwait(false);
        try
        {
            await settled.WaitAsync(Options.ReadDeadline, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new LedgerUnavailableException("No answer in time.");
        }
    }

    private void Send()
    {
        if (_isSending || lifetime.IsOver)
        {
            return;
        }

        _queue.RemoveAll(pending => pending.IsGivenUp);
        if (_queue.Count == 0)
        {
            return;
        }

        if (!connection.CanConnect)
        {
            _isSending = true;
            loop.After(connection.Pause(), SendNext);
            return;
        }

        var entries = Take();
        if (entries.Count == 0)
        {
            return;
        }

        _isSending = true;
        var flush = new Flush(entries, connection.TimeToWrite());
        switch (connection.FateOfFlush())
        {
            case FlushFate.Answered:
                loop.After(connection.TimeToArrive(), () => database.Begin(flush));
                WhenOver(flush, () => Answer(flush));
                break;
            case FlushFate.FailsBefore:
                loop.After(connection.TimeToArrive(), () => Fail(flush));
                break;
            case FlushFate.FailsAfter:
                loop.After(connection.TimeToArrive(), () => database.Begin(flush));
                WhenOver(flush, () => Fail(flush));
                break;
            case FlushFate.AnswerLost:
                loop.After(connection.TimeToArrive(), () => database.Begin(flush));
                FindOut(flush);
                break;
            case FlushFate.ArrivesLate:
                loop.After(connection.Lateness(), () => database.Begin(flush));
                FindOut(flush);
                break;
            case FlushFate.NeverArrives:
                FindOut(flush);
                break;
        }
    }

    private void SendNext()
    {
        _isSending = false;
        Send();
    }

    /// <summary>A barber is in a flush once at most; what follows an entry that stays behind stays behind it.</summary>
    private List<PendingEntry> Take()
    {
        var taken = new List<PendingEntry>();
        var rest = new List<PendingEntry>();
        var touched = new HashSet<Guid>(_heldBack);
        foreach (var pending in _queue)
        {
            var free = true;
            foreach (var barber in pending.Barbers)
            {
                free &= touched.Add(barber);
            }

            (free ? taken : rest).Add(pending);
        }

        _queue = rest;
        return taken;
    }

    private void WhenOver(Flush flush, Action then) => flush.Over.Task.ContinueWith(
        _ => loop.After(connection.TimeToArrive(), () =>
        {
            if (!lifetime.IsOver)
            {
                then();
            }
        }),
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private void Answer(Flush flush)
    {
        for (var i = 0; i < flush.Entries.Count; i++)
        {
            flush.Entries[i].Outcome.TrySetResult(flush.Outcomes![i]);
        }

        SendNext();
    }

    private void Fail(Flush flush)
    {
        foreach (var pending in flush.Entries)
        {
            pending.Outcome.TrySetException(new LedgerUnavailableException("The connection died."));
        }

        SendNext();
    }

    /// <summary>The barbers concerned are held back until it is known; everybody else goes on.</summary>
    private void FindOut(Flush flush)
    {
        _heldBack.UnionWith(flush.Barbers);
        loop.After(connection.Pause(), SendNext);
        Later();

        void Later() => loop.After(connection.Lateness(), Look);

        async void Look()
        {
            // The transaction that settles it waits for the fences like any other.
            await Task.WhenAll(flush.Barbers.Select(database.SettledAsync));
            if (lifetime.IsOver)
            {
                return;
            }

            if (!connection.CanConnect)
            {
                Later();
                return;
            }

            for (var i = 0; i < flush.Entries.Count; i++)
            {
                var (barber, expected) = (flush.Entries[i].Entry.BarberId, flush.Entries[i].Entry.ExpectedVersion);
                if (flush.Outcomes?[i] is CommitOutcome.Committed committed)
                {
                    flush.Entries[i].Outcome.TrySetResult(committed);
                    continue;
                }

                database.Refuse(barber, expected);
                flush.Entries[i].Outcome.TrySetResult(new CommitOutcome.StaleTimeline(database.Version(barber)));
            }

            _heldBack.ExceptWith(flush.Barbers);
            Send();
        }
    }
}
