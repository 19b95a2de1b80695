using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Commits;

/// <summary>Each layer that keeps two bookings apart, alone.</summary>
public sealed class SafetyLayersTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task Of_two_overlapping_rows_written_by_hand_one_gets_in()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();

        await ByHand.InsertAsync(ledger, barber, "confirmed", fromMinute: 0, toMinute: 30);
        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => ByHand.InsertAsync(ledger, barber, "held", fromMinute: 25, toMinute: 55));

        Assert.Equal("bookings_no_overlap", refusal.ConstraintName);
        Assert.Equal(1, await ledger.CountAsync("bookings"));
    }

    [PostgresFact]
    public async Task Of_many_overlapping_rows_written_by_hand_at_the_same_time_one_gets_in()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async minute =>
        {
            try
            {
                await ByHand.InsertAsync(ledger, barber, "confirmed", minute, minute + 30);
            }
            catch (PostgresException)
            {
                // Refused, or the victim of a deadlock: either way it is not in.
            }
        }));

        Assert.Equal(1, await ledger.CountAsync("bookings"));
    }

    [PostgresFact]
    public async Task Rows_that_touch_or_do_not_occupy_do_not_overlap()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();

        await ByHand.InsertAsync(ledger, barber, "cancelled", fromMinute: 0, toMinute: 60);
        await ByHand.InsertAsync(ledger, barber, "confirmed", fromMinute: 0, toMinute: 30);
        await ByHand.InsertAsync(ledger, barber, "confirmed", fromMinute: 30, toMinute: 60);
        await ByHand.InsertAsync(ledger, Guid.NewGuid(), "confirmed", fromMinute: 0, toMinute: 30);

        Assert.Equal(4, await ledger.CountAsync("bookings"));
    }

    [PostgresTheory]
    [InlineData("confirmed", 30, 30, "23514")]
    [InlineData("confirmed", 30, 10, "22000")]
    [InlineData("maybe", 0, 30, "23514")]
    public async Task Nonsense_written_by_hand_is_refused(string status, int fromMinute, int toMinute, string sqlState)
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => ByHand.InsertAsync(ledger, Guid.NewGuid(), status, fromMinute, toMinute));

        Assert.Equal(sqlState, refusal.SqlState);
    }

    [PostgresFact]
    public async Task Of_two_writers_with_the_same_version_one_wins_and_the_other_is_stale()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = new TestLedger(database);
        await using var other = new TestLedger(database);
        var barber = Guid.NewGuid();

        // Times that do not overlap: nothing but the fence keeps them apart.
        var outcomes = await Task.WhenAll(
            one.CommitAsync(Samples.New(barber, 0, slot: 1)),
            other.CommitAsync(Samples.New(barber, 0, slot: 2)));

        Assert.Single(outcomes, new CommitOutcome.Committed(1));
        Assert.Single(outcomes, new CommitOutcome.StaleTimeline(1));
        Assert.Equal(1, await one.CountAsync("bookings"));
    }

    [PostgresFact]
    public async Task A_version_that_was_never_reached_is_stale_too()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());

        Assert.Equal(
            new CommitOutcome.StaleTimeline(0), await ledger.CommitAsync(Samples.New(Guid.NewGuid(), 7, slot: 1)));
        Assert.Equal(0, await ledger.CountAsync("bookings"));
    }

    [PostgresFact]
    public async Task With_the_fence_right_the_guard_still_refuses_an_overlap()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        await ledger.CommitAsync(Samples.New(barber, 0, slot: 1));

        Assert.Equal(new CommitOutcome.Overlap(), await ledger.CommitAsync(Samples.New(barber, 1, slot: 1)));
        Assert.Equal(1, await ledger.VersionAsync(barber));
        Assert.Equal(1, await ledger.CountAsync("outbox"));
    }
}
