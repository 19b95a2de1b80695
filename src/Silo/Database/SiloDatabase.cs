using System.Data.Common;
using BookedBarber.Ledger;
using BookedBarber.Ledger.Migrations;
using BookedBarber.Ledger.Server;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Silo.Database;

/// <summary>
/// The PostgreSQL of this process, migrated: the one that was named, or a private one that is started here and stopped
/// with the process.
/// </summary>
public sealed class SiloDatabase : IAsyncDisposable
{
    private const string ServerDirectory = "postgres";

    private readonly PrivatePostgres? _server;

    private SiloDatabase(string connectionString, PrivatePostgres? server, int migrations)
    {
        ConnectionString = connectionString;
        MigrationsApplied = migrations;
        _server = server;
    }

    /// <summary>How to reach it. Holds a password: not for logs.</summary>
    public string ConnectionString { get; }

    /// <summary>How many migrations were new to it.</summary>
    public int MigrationsApplied { get; }

    /// <summary>What it is, for the console.</summary>
    public string Description => _server is null
        ? "PostgreSQL as configured"
        : $"private PostgreSQL on 127.0.0.1:{_server.Port}, data in {_server.DataPath}";

    /// <summary>Opens the database that <paramref name="connectionString"/> names, or starts one.</summary>
    /// <param name="connectionString">A connection string; null or empty starts a private server.</param>
    /// <param name="dataDirectory">Where the private server keeps its data.</param>
    /// <param name="loggers">Where to log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SiloDatabaseException"> The operator has to do something first: a private server is wanted
    /// and there is no PostgreSQL here, or the database does not fit this program. </exception>
    public static async Task<SiloDatabase> OpenAsync(
        string? connectionString, string dataDirectory, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenOrStartAsync(connectionString, dataDirectory, loggers, cancellationToken);
        }
        catch (Exception exception) when (exception is PostgresMissingException or MigrationRefusedException
            or InvalidOperationException)
        {
            throw new SiloDatabaseException(exception.Message, exception);
        }
        catch (DbException exception)
        {
            throw new SiloDatabaseException($"The database cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Stops the private server, if there is one.</summary>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<SiloDatabase> OpenOrStartAsync(
        string? connectionString, string dataDirectory, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var server = string.IsNullOrWhiteSpace(connectionString)
            ? await PrivatePostgres.StartAsync(
                Path.Combine(dataDirectory, ServerDirectory), cancellationToken: cancellationToken)
            : null;
        try
        {
            var target = server?.ConnectionString ?? connectionString!;
            await using var dataSource = LedgerDataSource.Create(target, loggers);
            var migrator = new Migrator(dataSource, loggers.CreateLogger<Migrator>());
            return new SiloDatabase(target, server, await migrator.MigrateAsync(cancellationToken));
        }
        catch when (server is not null)
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
