using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Ledger.Tests.Commits;

public sealed class MovedFenceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task What_was_decided_before_a_fence_was_moved_comes_to_nothing()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var (known, neverBooked, other) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await ledger.CommitAsync(Samples.New(known, 0, slot: 1));
        await ledger.CommitAsync(Samples.New(other, 0, slot: 1));

        await ledger.Ledger.MoveFencesAsync([known, neverBooked], CancellationToken.None);

        Assert.Equal(new CommitOutcome.StaleTimeline(2), await ledger.CommitAsync(Samples.New(known, 1, slot: 2)));
        Assert.Equal(new CommitOutcome.StaleTimeline(1), await ledger.CommitAsync(Samples.New(neverBooked, 0, slot: 2)));
        Assert.Equal(new CommitOutcome.Committed(2), await ledger.CommitAsync(Samples.New(other, 1, slot: 2)));
        Assert.Equal(new CommitOutcome.Committed(3), await ledger.CommitAsync(Samples.New(known, 2, slot: 2)));
    }

    [PostgresFact]
    public async Task A_flush_that_is_running_is_waited_for()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        await ledger.CommitAsync(Samples.New(barber, 0, slot: 1));
        await using var blocker = await FenceBlocker.HoldAsync(ledger, barber);

        var moving = ledger.Ledger.MoveFencesAsync([barber], CancellationToken.None);
        await blocker.WaitUntilWaitedForAsync();
        Assert.False(moving.IsCompleted);
        await blocker.DisposeAsync();

        await moving;
        Assert.Equal(2, await ledger.VersionAsync(barber));
    }
}
