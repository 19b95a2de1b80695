using System.Diagnostics;
using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Ledger.Tests.Failures;

/// <summary>Queues and waits that end.</summary>
public sealed class BoundsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_full_queue_refuses_at_once_and_the_rest_is_written()
    {
        await using var ledger = new TestLedger(
            await postgres.CreateDatabaseAsync(),
            options =>
            {
                options.QueueLimit = 10;
                options.RetryAfter = TimeSpan.FromSeconds(3);
            });
        var barber = Guid.NewGuid();
        await ledger.CommitAsync(Samples.New(barber, 0, slot: 1));
        await using var blocker = await FenceBlocker.HoldAsync(ledger, barber);
        var first = ledger.CommitAsync(Samples.New(barber, 1, slot: 2));
        await blocker.WaitUntilWaitedForAsync();

        Task<CommitOutcome>[] waiting =
            [.. Enumerable.Range(0, 10).Select(_ => ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1)))];
        var refusal = ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1));

        Assert.True(refusal.IsFaulted, "A full queue does not make anybody wait.");
        var unavailable = await Assert.ThrowsAsync<LedgerUnavailableException>(() => refusal);
        Assert.Equal(TimeSpan.FromSeconds(3), unavailable.RetryAfter);

        await blocker.DisposeAsync();
        Assert.Equal(new CommitOutcome.Committed(2), await first);
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(new CommitOutcome.Committed(1), outcome));
    }

    [PostgresFact]
    public async Task A_fence_that_is_held_by_hand_costs_its_barber_an_answer_and_nobody_else()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        await ledger.CommitAsync(Samples.New(barber, 0, slot: 1));
        await using var blocker = await FenceBlocker.HoldAsync(ledger, barber);

        var blocked = ledger.CommitAsync(Samples.New(barber, 1, slot: 2));
        var neighbours = Enumerable.Range(0, 20).Select(_ => ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, 1)));

        Assert.All(await Task.WhenAll(neighbours), outcome => Assert.Equal(new CommitOutcome.Committed(1), outcome));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => blocked);
    }

    [PostgresFact]
    public async Task When_the_database_hangs_callers_are_answered_by_their_deadline_and_it_recovers_by_itself()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var wire = new FaultyWire(database);
        await using var ledger = new TestLedger(
            wire.ConnectionString,
            options =>
            {
                options.CommitDeadline = options.ReadDeadline = TimeSpan.FromSeconds(1);
                options.FlushTimeout = TimeSpan.FromSeconds(1);
            },
            direct: database);
        var barber = Guid.NewGuid();
        await ledger.CommitAsync(Samples.New(barber, 0, slot: 1));

        wire.Inject(Fault.Hang);
        var started = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.CommitAsync(Samples.New(barber, 1, slot: 2)));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.Ledger.PingAsync(default));
        await Assert.ThrowsAsync<LedgerUnavailableException>(
            () => ledger.Ledger.FindByKeyAsync(Samples.Shop, "k", default));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "A deadline did not end a wait.");

        wire.Inject(Fault.None);
        await Eventually.HoldsAsync("entries are committed again", () => CommitsAsync(Guid.NewGuid()));

        // Until the outcome of what hung is settled, on a connection that may have hung as well, the barber is held back.
        // The fence moves on by itself then, so a version that was read may be old.
        await Eventually.HoldsAsync("the barber whose entry hung is committed again", () => CommitsAsync(barber));

        async Task<bool> CommitsAsync(Guid of)
        {
            try
            {
                var entry = Samples.New(of, await ledger.VersionAsync(of), slot: 2);
                return await ledger.CommitAsync(entry) is CommitOutcome.Committed;
            }
            catch (LedgerUnavailableException)
            {
                return false;
            }
        }
    }

    [PostgresFact]
    public async Task Dispose_finishes_what_is_pending_and_refuses_what_comes_later()
    {
        var database = await postgres.CreateDatabaseAsync();
        var ledger = new TestLedger(database);
        await ledger.Ledger.PingAsync(default);

        Task<CommitOutcome>[] pending =
            [.. Enumerable.Range(0, 1000).Select(_ => ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1)))];
        await ledger.DisposeAsync();

        Assert.All(await Task.WhenAll(pending), outcome => Assert.Equal(new CommitOutcome.Committed(1), outcome));
        await Assert.ThrowsAsync<LedgerUnavailableException>(
            () => ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1)));
    }

    [PostgresFact]
    public async Task A_caller_that_gives_up_before_its_entry_is_sent_leaves_no_row()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        await ledger.CommitAsync(Samples.New(barber, 0, slot: 1));
        await using var blocker = await FenceBlocker.HoldAsync(ledger, barber);
        var first = ledger.CommitAsync(Samples.New(barber, 1, slot: 2));
        await blocker.WaitUntilWaitedForAsync();

        using var leaving = new CancellationTokenSource();
        var given = ledger.Ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1), leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await blocker.DisposeAsync();

        await first;
        await ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1));
        Assert.Equal(3, await ledger.CountAsync("bookings"));
    }
}
