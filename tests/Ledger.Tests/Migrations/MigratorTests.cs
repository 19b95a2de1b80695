using BookedBarber.Ledger.Migrations;
using BookedBarber.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Migrations;

public sealed class MigratorTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly Migration First = new(1, "0001_first.sql", "create table first (id integer);");
    private static readonly Migration Second = new(2, "0002_second.sql", "create table second (id integer);");

    [PostgresFact]
    public async Task Migrations_are_applied_once_and_in_order()
    {
        await using var dataSource = await EmptyDatabaseAsync();

        Assert.Equal(2, await MigrateAsync(dataSource, First, Second));
        Assert.Equal(0, await MigrateAsync(dataSource, First, Second));
        Assert.Equal("0001_first.sql 0002_second.sql", await HistoryAsync(dataSource));
    }

    [PostgresFact]
    public async Task The_programs_own_migrations_apply_to_an_empty_database()
    {
        await using var dataSource = await EmptyDatabaseAsync();

        var migrator = new Migrator(dataSource, NullLogger<Migrator>.Instance);

        Assert.Equal(Migration.All.Count, await migrator.MigrateAsync(CancellationToken.None));
        Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(migration => migration.Number));
    }

    [PostgresFact]
    public async Task Starters_at_the_same_time_apply_each_migration_once()
    {
        await using var dataSource = await EmptyDatabaseAsync();
        var slow = First with { Sql = First.Sql + " select pg_sleep(0.2);" };

        var applied = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => MigrateAsync(dataSource, slow, Second))));

        Assert.Equal(2, applied.Sum());
        Assert.Equal("0001_first.sql 0002_second.sql", await HistoryAsync(dataSource));
    }

    [PostgresFact]
    public async Task A_migration_that_was_changed_is_refused()
    {
        await using var dataSource = await EmptyDatabaseAsync();
        await MigrateAsync(dataSource, First);

        var changed = new Migration(1, First.FileName, First.Sql + " -- and more");
        var refusal = await Assert.ThrowsAsync<MigrationRefusedException>(
            () => MigrateAsync(dataSource, changed, Second));

        Assert.Contains("0001_first.sql was changed", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("0001_first.sql", await HistoryAsync(dataSource));
    }

    [PostgresFact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await using var dataSource = await EmptyDatabaseAsync();
        await MigrateAsync(dataSource, First, Second);

        var refusal = await Assert.ThrowsAsync<MigrationRefusedException>(() => MigrateAsync(dataSource, First));

        Assert.Contains("newer than this program: it has 0002_second.sql", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_migration_that_is_missing_in_the_program_is_refused()
    {
        await using var dataSource = await EmptyDatabaseAsync();
        await MigrateAsync(dataSource, First, Second);

        var refusal = await Assert.ThrowsAsync<MigrationRefusedException>(() => MigrateAsync(dataSource, Second));

        Assert.Contains("0001_first.sql", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("missing", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_migration_slipped_in_before_applied_ones_is_refused()
    {
        await using var dataSource = await EmptyDatabaseAsync();
        await MigrateAsync(dataSource, Second);

        var refusal = await Assert.ThrowsAsync<MigrationRefusedException>(
            () => MigrateAsync(dataSource, First, Second));

        Assert.Contains("0001_first.sql was not applied", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        await using var dataSource = await EmptyDatabaseAsync();
        var broken = Second with { Sql = "create table half (id integer); select 1 / 0;" };

        await Assert.ThrowsAsync<PostgresException>(() => MigrateAsync(dataSource, First, broken));

        Assert.Equal("0001_first.sql", await HistoryAsync(dataSource));
        Assert.Equal(DBNull.Value, await ScalarAsync(dataSource, "select to_regclass('half')::text"));
    }

    [PostgresFact]
    public async Task A_migration_that_runs_into_a_deadlock_is_applied_when_the_other_has_ended()
    {
        await using var dataSource = await EmptyDatabaseAsync();
        await MigrateAsync(dataSource, First);
        await using var gate = await dataSource.OpenConnectionAsync();
        await using var other = await dataSource.OpenConnectionAsync();
        await ExecuteAsync(gate, "select pg_advisory_lock(2)");
        await ExecuteAsync(other, "begin; set local deadlock_timeout = '1h'; lock table first");

        // Who closes the circle is the one that finds it.
        var migrating = MigrateAsync(dataSource, First, Second with
        {
            Sql = $"""
                set local deadlock_timeout = '10ms';
                select pg_advisory_xact_lock(1), pg_advisory_xact_lock(2);
                lock table first;
                {Second.Sql}
                """,
        });
        await SomebodyWaitsForAsync(dataSource, 2);
        var locking = ExecuteAsync(other, "select pg_advisory_xact_lock(1)");
        await SomebodyWaitsForAsync(dataSource, 1);
        await ExecuteAsync(gate, "select pg_advisory_unlock(2)");
        await locking;
        await ExecuteAsync(other, "commit");

        Assert.Equal(1, await migrating);
        Assert.Equal("0001_first.sql 0002_second.sql", await HistoryAsync(dataSource));
    }

    [Fact]
    public void Line_endings_do_not_change_a_checksum() =>
        Assert.Equal(
            new Migration(1, "0001_a.sql", "select 1;\nselect 2;\n").Checksum,
            new Migration(1, "0001_a.sql", "select 1;\r\nselect 2;\r\n").Checksum);

    private static Task SomebodyWaitsForAsync(NpgsqlDataSource dataSource, int key) => Eventually.HoldsAsync(
        $"somebody waits for lock {key}",
        async () => await ScalarAsync(
            dataSource,
            $"select count(*) from pg_locks where locktype = 'advisory' and objid = {key} and not granted") is 1L);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static Task<int> MigrateAsync(NpgsqlDataSource dataSource, params Migration[] migrations) =>
        new Migrator(dataSource, migrations, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);

    private static async Task<string> HistoryAsync(NpgsqlDataSource dataSource) =>
        (string)(await ScalarAsync(
            dataSource, "select string_agg(file_name, ' ' order by number) from schema_migrations"))!;

    private static async Task<object?> ScalarAsync(NpgsqlDataSource dataSource, string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task<NpgsqlDataSource> EmptyDatabaseAsync() =>
        NpgsqlDataSource.Create(await postgres.CreateEmptyDatabaseAsync());
}
