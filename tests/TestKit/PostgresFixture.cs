using BookedBarber.Ledger.Migrations;
using BookedBarber.Ledger.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace BookedBarber.TestKit;

/// <summary>
/// A PostgreSQL server that all tests of a process share; ask it for a database of your own. Use it as a class or
/// collection fixture, and mark the tests with <see cref="PostgresFactAttribute"/>.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Template = "template_bookedbarber";

    private static readonly Lazy<Task<PrivatePostgres>> Shared = new(StartSharedAsync);
    private static int _databases;

    private PrivatePostgres? _server;

    /// <summary>The shared server. Do not kill it: <see cref="TemporaryPostgres"/> is for that.</summary>
    public PrivatePostgres Server => _server ?? throw new InvalidOperationException("PostgreSQL is not running.");

    /// <summary>A fresh database with the current schema and nothing in it; returns its connection string.</summary>
    public Task<string> CreateDatabaseAsync() => CreateDatabaseAsync(Template);

    /// <summary>A fresh database without any schema; returns its connection string.</summary>
    public Task<string> CreateEmptyDatabaseAsync() => CreateDatabaseAsync("template0");

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            _server = await Shared.Value;
        }
    }

    // The server outlives the fixture: other classes use it, and its watchdog stops it with the process.
    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    private static async Task<PrivatePostgres> StartSharedAsync()
    {
        var server = await TemporaryPostgres.StartServerAsync(new PrivatePostgresOptions { Database = Template });
        await using var dataSource = NpgsqlDataSource.Create(server.ConnectionString);
        await new Migrator(dataSource, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        return server;
    }

    private async Task<string> CreateDatabaseAsync(string template)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var dataSource = NpgsqlDataSource.Create(Server.ConnectionStringTo("postgres"));
        await using var create = dataSource.CreateCommand($"create database {name} template {template}");
        await create.ExecuteNonQueryAsync();
        return Server.ConnectionStringTo(name);
    }
}
