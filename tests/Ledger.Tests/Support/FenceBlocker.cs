using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Support;

/// <summary>Holds a barber's fence in a transaction of its own, so that a flush has to wait.</summary>
internal sealed class FenceBlocker : IAsyncDisposable
{
    private readonly TestLedger _ledger;
    private readonly NpgsqlConnection _connection;

    private FenceBlocker(TestLedger ledger, NpgsqlConnection connection)
    {
        _ledger = ledger;
        _connection = connection;
    }

    public static async Task<FenceBlocker> HoldAsync(TestLedger ledger, Guid barberId)
    {
        var connection = await ledger.Direct.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("begin", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = "select version from barber_timelines where barber_id = $1 for update";
        command.Parameters.Add(new() { Value = barberId });
        Assert.NotNull(await command.ExecuteScalarAsync());
        return new FenceBlocker(ledger, connection);
    }

    public Task WaitUntilWaitedForAsync() => Eventually.HoldsAsync(
        "somebody waits for the fence",
        async () => await _ledger.ScalarAsync<long>("""
            select count(*) from pg_stat_activity
            where datname = current_database() and state = 'active' and wait_event_type = 'Lock'
            """) > 0);

    public async ValueTask DisposeAsync()
    {
        if (_connection.FullState == System.Data.ConnectionState.Open)
        {
            await using var command = new NpgsqlCommand("rollback", _connection);
            await command.ExecuteNonQueryAsync();
        }

        await _connection.DisposeAsync();
    }
}
