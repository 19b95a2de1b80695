using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Ledger.Tests.Guard;

/// <summary>
/// Sessions keep their plans. Those that were made when the table had a few rows must do when it has many.
/// </summary>
public sealed class PlanTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Many = 3000;

    private readonly Guid _barber = Guid.NewGuid();

    [PostgresFact]
    public async Task The_guards_look_goes_by_its_index_whatever_the_statistics_were()
    {
        await using var ledger = await FewRowsAsync(await postgres.CreateDatabaseAsync());
        await using var connection = await ledger.Direct.OpenConnectionAsync();
        await ByHand.InsertAsync(connection, _barber, "confirmed", 100, 130);
        await ManyRowsAsync(ledger);

        await ByHand.ExecuteAsync(connection, "begin");
        await ByHand.InsertAsync(connection, _barber, "confirmed", 200, 230);
        await using var command = connection.CreateCommand();
        command.CommandText = "select seq_scan from pg_stat_xact_user_tables where relid = 'bookings'::regclass";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task A_flush_goes_by_indexes_whatever_the_statistics_were()
    {
        long version;
        var database = await postgres.CreateDatabaseAsync();
        await using var ledger = await FewRowsAsync(database);
        await using (var program = new TestLedger(database))
        {
            // As many as it takes for a statement to be prepared, and for its plan to be kept.
            for (version = 1; version < 12; version++)
            {
                Assert.IsType<CommitOutcome.Committed>(await BookAsync(program));
            }

            await ManyRowsAsync(ledger);
            Assert.IsType<CommitOutcome.Committed>(await BookAsync(program));
        }

        // What a session has read is told when it ends.
        await Eventually.HoldsAsync(
            "all that was written is counted",
            async () => await ReadAsync(ledger, "n_tup_ins") >= Many + version);
        Assert.Equal(0, await ReadAsync(ledger, "seq_tup_read"));

        Task<CommitOutcome> BookAsync(TestLedger program) =>
            program.CommitAsync(Samples.New(_barber, version, slot: (int)version));
    }

    private static Task<long> ReadAsync(TestLedger ledger, string counter) => ledger.ScalarAsync<long>(
        $"select {counter} from pg_stat_user_tables where relid = 'bookings'::regclass");

    private async Task<TestLedger> FewRowsAsync(string database)
    {
        var ledger = new TestLedger(database);
        await ledger.ExecuteAsync("""
            alter table bookings set (autovacuum_enabled = off);
            alter table barber_timelines set (autovacuum_enabled = off);
            """);
        await ByHand.InsertAsync(ledger, _barber, "confirmed", 0, 30);
        await ledger.ExecuteAsync("analyze bookings, barber_timelines");
        return ledger;
    }

    private static Task ManyRowsAsync(TestLedger ledger) => ledger.ExecuteAsync("""
        insert into bookings (
          id, shop_id, barber_id, status, services, starts_at, ends_at, occupied,
          price_amount, currency, client_name, idempotency_key, request_hash, created_at)
        select
          gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'confirmed', array[gen_random_uuid()],
          now(), now() + interval '1 hour', tstzrange(now(), now() + interval '1 hour'),
          1, 'EUR', 'one of many', number, decode(repeat('00', 32), 'hex'), now()
        from generate_series(1, $1) as series(number)
        """, Many);
}
