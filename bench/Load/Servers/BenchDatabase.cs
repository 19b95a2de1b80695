using BookedBarber.Ledger.Server;
using Npgsql;

namespace BookedBarber.Bench.Servers;

/// <summary>A PostgreSQL server of our own with the settings that the program itself would give it.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly PrivatePostgres _server;
    private readonly NpgsqlDataSource _administration;

    private BenchDatabase(PrivatePostgres server)
    {
        _server = server;
        _administration = NpgsqlDataSource.Create(server.ConnectionStringTo("postgres") + ";Pooling=false");
    }

    /// <summary>The version of the server.</summary>
    public string Version { get; private set; } = "";

    public static async Task<BenchDatabase> StartAsync(string directory)
    {
        var database = new BenchDatabase(await PrivatePostgres.StartAsync(directory));
        try
        {
            await using var connection = await database._administration.OpenConnectionAsync();
            database.Version = connection.PostgreSqlVersion.ToString();
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async Task<string> CreateAsync(string name)
    {
        await ExecuteAsync($"create database {name}");
        return _server.ConnectionStringTo(name);
    }

    /// <summary>A fresh copy of a database to which nobody is connected any more.</summary>
    public async Task<string> CopyAsync(string template, string name)
    {
        await ExecuteAsync($"create database {name} template {template}");
        return _server.ConnectionStringTo(name);
    }

    public async Task DropAsync(string name)
    {
        await ExecuteAsync($"drop database {name} with (force)");

        // What one side wrote is not to be flushed while the other is measured.
        await ExecuteAsync("checkpoint");
    }

    public async ValueTask DisposeAsync()
    {
        await _administration.DisposeAsync();
        await _server.DisposeAsync();
        if (Directory.Exists(_server.DataPath))
        {
            Directory.Delete(_server.DataPath, recursive: true);
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _administration.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
