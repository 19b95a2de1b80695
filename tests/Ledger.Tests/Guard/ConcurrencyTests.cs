using System.Data;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Guard;

/// <summary>The guard of the database against transactions that do not see each other.</summary>
public sealed class ConcurrencyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private readonly Guid _barber = Guid.NewGuid();

    [PostgresTheory]
    [InlineData(IsolationLevel.ReadCommitted, true, "23P01")]
    [InlineData(IsolationLevel.ReadCommitted, false, "23P01")]
    [InlineData(IsolationLevel.RepeatableRead, true, "40001")]
    [InlineData(IsolationLevel.RepeatableRead, false, "40001")]
    [InlineData(IsolationLevel.Serializable, true, "40001")]
    [InlineData(IsolationLevel.Serializable, false, "40001")]
    public async Task A_snapshot_from_before_the_other_row_does_not_help(
        IsolationLevel level, bool barberIsKnown, string sqlState)
    {
        await using var ledger = await LedgerAsync(barberIsKnown);
        await using var connection = await ledger.Direct.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(level);
        await ByHand.ExecuteAsync(connection, "select from bookings");

        await ByHand.InsertAsync(ledger, _barber, "confirmed", 0, 30);
        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => ByHand.InsertAsync(connection, _barber, "confirmed", 10, 40));

        Assert.Equal(sqlState, refusal.SqlState);
    }

    // Such an ALTER TABLE makes all rows anew, and a snapshot from before shows none of them.
    [PostgresTheory]
    [InlineData(IsolationLevel.ReadCommitted, "23P01")]
    [InlineData(IsolationLevel.RepeatableRead, "40001")]
    [InlineData(IsolationLevel.Serializable, "40001")]
    public async Task A_snapshot_from_before_the_table_was_rewritten_does_not_help(
        IsolationLevel level, string sqlState)
    {
        await using var ledger = await LedgerAsync(barberIsKnown: true);
        await ByHand.InsertAsync(ledger, _barber, "confirmed", 0, 30);
        await using var connection = await ledger.Direct.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(level);
        await ByHand.ExecuteAsync(connection, "select");

        await ledger.ExecuteAsync("alter table bookings add column touched timestamptz default clock_timestamp()");
        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => ByHand.InsertAsync(connection, _barber, "confirmed", 10, 40));

        Assert.Equal(sqlState, refusal.SqlState);
    }

    [PostgresTheory]
    [InlineData(IsolationLevel.ReadCommitted, true)]
    [InlineData(IsolationLevel.ReadCommitted, false)]
    [InlineData(IsolationLevel.RepeatableRead, true)]
    [InlineData(IsolationLevel.RepeatableRead, false)]
    [InlineData(IsolationLevel.Serializable, true)]
    [InlineData(IsolationLevel.Serializable, false)]
    public async Task Who_comes_second_waits_and_gets_in_only_if_the_first_gives_up(IsolationLevel level, bool commits)
    {
        await using var ledger = await LedgerAsync(barberIsKnown: true);
        await using var first = await ledger.Direct.OpenConnectionAsync();
        await using var second = await ledger.Direct.OpenConnectionAsync();
        await using var one = await first.BeginTransactionAsync(level);
        await using var two = await second.BeginTransactionAsync(level);
        await ByHand.ExecuteAsync(second, "select from bookings");

        await ByHand.InsertAsync(first, _barber, "confirmed", 0, 30);
        var waiting = ByHand.InsertAsync(second, _barber, "confirmed", 10, 40);
        await SomebodyWaitsAsync(ledger);
        if (commits)
        {
            await one.CommitAsync();
            await Assert.ThrowsAsync<PostgresException>(() => waiting);
        }
        else
        {
            await one.RollbackAsync();
            await waiting;
            await two.CommitAsync();
        }

        Assert.Equal(1, await ledger.ScalarAsync<long>("select count(*) from bookings where status = 'confirmed'"));
    }

    [PostgresFact]
    public async Task Who_wants_time_that_is_being_given_back_waits_and_gets_it()
    {
        await using var ledger = await LedgerAsync(barberIsKnown: true);
        await ByHand.InsertAsync(ledger, _barber, "confirmed", 0, 30);
        await using var first = await ledger.Direct.OpenConnectionAsync();
        await using var giving = await first.BeginTransactionAsync();
        await ByHand.ExecuteAsync(first, "update bookings set status = 'cancelled'");

        var waiting = ByHand.InsertAsync(ledger, _barber, "confirmed", 0, 30);
        await SomebodyWaitsAsync(ledger);
        await giving.CommitAsync();
        await waiting;

        Assert.Equal(0, await ledger.OverlapsAsync());
    }

    // A known barber has a fence; of one never heard of, two transactions make the first fence at once.
    private async Task<TestLedger> LedgerAsync(bool barberIsKnown)
    {
        var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        if (barberIsKnown)
        {
            await ByHand.InsertAsync(ledger, _barber, "cancelled", 0, 30);
        }

        return ledger;
    }

    private static Task SomebodyWaitsAsync(TestLedger ledger) => Eventually.HoldsAsync(
        "the second waits for the first",
        async () => await ledger.ScalarAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
            > 0);
}
