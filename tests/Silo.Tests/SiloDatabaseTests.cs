using BookedBarber.Silo.Database;
using BookedBarber.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BookedBarber.Silo.Tests;

public sealed class SiloDatabaseTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_database_that_is_named_is_migrated_once()
    {
        var connectionString = await postgres.CreateEmptyDatabaseAsync();

        await using var first = await OpenAsync(connectionString);
        await using var second = await OpenAsync(connectionString);

        Assert.True(first.MigrationsApplied > 0);
        Assert.Equal(0, second.MigrationsApplied);
    }

    [PostgresFact]
    public async Task Without_a_name_a_private_server_is_started_and_stopped()
    {
        var directory = TemporaryPostgres.CreateDirectory();
        string connectionString;
        await using (var database = await SiloDatabase.OpenAsync(null, directory, NullLoggerFactory.Instance, default))
        {
            connectionString = database.ConnectionString;
            await PingAsync(connectionString);
            Assert.Contains("private PostgreSQL", database.Description, StringComparison.Ordinal);
        }

        NpgsqlConnection.ClearAllPools();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => PingAsync(connectionString));
    }

    private static Task<SiloDatabase> OpenAsync(string connectionString) =>
        SiloDatabase.OpenAsync(connectionString, "unused", NullLoggerFactory.Instance, default);

    private static async Task PingAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select 1", connection);
        Assert.Equal(1, await command.ExecuteScalarAsync());
    }
}
