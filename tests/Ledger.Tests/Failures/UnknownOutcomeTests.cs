using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;

namespace BookedBarber.Ledger.Tests.Failures;

/// <summary>A connection that dies while a commit is on its way.</summary>
public sealed class UnknownOutcomeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_commit_whose_answer_was_lost_is_found_and_answered_with_committed()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var wire = new FaultyWire(database);
        await using var ledger = new TestLedger(wire.ConnectionString, direct: database);
        var booking = Samples.Booking(Guid.NewGuid(), 1);

        wire.Inject(Fault.LoseAnswer);
        var outcome = await ledger.CommitAsync(Samples.New(0, booking));

        Assert.True(wire.Struck.IsCompleted);
        Assert.Equal(new CommitOutcome.Committed(1), outcome);
        Assert.Equal(1, await ledger.CountAsync("bookings"));
        Assert.Equal(1, await ledger.CountAsync("outbox"));
        Assert.Equal(
            new CommitOutcome.Committed(2), await ledger.CommitAsync(Samples.New(booking.BarberId, 1, slot: 2)));
    }

    [PostgresFact]
    public async Task A_commit_that_never_arrived_is_answered_with_stale_and_refused_when_it_arrives_late()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var wire = new FaultyWire(database);
        await using var ledger = new TestLedger(wire.ConnectionString, direct: database);
        var barber = Guid.NewGuid();

        wire.Inject(Fault.HoldRequest);
        var outcome = await ledger.CommitAsync(Samples.New(barber, 0, slot: 1));
        Assert.True(wire.Struck.IsCompleted);
        Assert.Equal(new CommitOutcome.StaleTimeline(1), outcome);

        await wire.DeliverLateAsync();

        Assert.Equal(0, await ledger.CountAsync("bookings"));
        Assert.Equal(0, await ledger.CountAsync("outbox"));
        Assert.Equal(new CommitOutcome.Committed(2), await ledger.CommitAsync(Samples.New(barber, 1, slot: 1)));
    }

    [PostgresFact]
    public async Task Each_entry_of_a_flush_is_answered_for_itself()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var wire = new FaultyWire(database);
        await using var ledger = new TestLedger(wire.ConnectionString, direct: database);
        var moved = Samples.Booking(Guid.NewGuid(), 1);
        var confirmed = Samples.Booking(Guid.NewGuid(), 1);
        var occupied = Samples.Booking(Guid.NewGuid(), 1);
        foreach (var booking in (Booking[])[moved, confirmed, occupied])
        {
            await ledger.CommitAsync(Samples.New(0, booking));
        }

        // The first is alone in its flush; the others gather behind it, and the answer to them is lost.
        LedgerEntry[] entries =
        [
            Samples.New(Guid.NewGuid(), 0, slot: 1),
            Samples.Move(moved, 0, Guid.NewGuid(), toSlot: 3),
            Samples.Change(confirmed.BarberId, 1, BookingStatus.Confirmed, BookingStatus.CheckedIn, confirmed.Id),
            Samples.New(occupied.BarberId, 1, slot: 1),
            Samples.New(Guid.NewGuid(), 5, slot: 1),
        ];
        await using var blocker = await FenceBlocker.HoldAsync(ledger, occupied.BarberId);
        var first = ledger.CommitAsync(Samples.New(occupied.BarberId, 7, slot: 9));
        await blocker.WaitUntilWaitedForAsync();
        var outcomes = Task.WhenAll(entries.Select(ledger.CommitAsync));
        wire.Inject(Fault.LoseAnswer);
        await blocker.DisposeAsync();

        Assert.Equal(new CommitOutcome.StaleTimeline(1), await first);
        Assert.Equal(
            [
                new CommitOutcome.Committed(1),
                new CommitOutcome.Committed(1),
                new CommitOutcome.Committed(2),
                new CommitOutcome.StaleTimeline(2),
                new CommitOutcome.StaleTimeline(0),
            ],
            await outcomes);
        Assert.True(wire.Struck.IsCompleted);
    }

    [PostgresFact]
    public async Task A_lookup_waits_for_the_old_transaction_while_it_is_still_running()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var ledger = new TestLedger(database, options => options.CommitDeadline = TimeSpan.FromSeconds(20));
        var barber = Guid.NewGuid();
        await ledger.CommitAsync(Samples.New(barber, 0, slot: 1));

        await using var blocker = await FenceBlocker.HoldAsync(ledger, barber);
        var commit = ledger.CommitAsync(Samples.New(barber, 1, slot: 2));
        await blocker.WaitUntilWaitedForAsync();

        // A backend that dies under the flush: a FATAL, which proves nothing. The lookup then waits for the same lock.
        await ledger.ExecuteAsync("""
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """);
        await blocker.WaitUntilWaitedForAsync();
        Assert.False(commit.IsCompleted);
        await blocker.DisposeAsync();

        Assert.Equal(new CommitOutcome.StaleTimeline(2), await commit);
        Assert.Equal(1, await ledger.CountAsync("bookings"));
    }
}
