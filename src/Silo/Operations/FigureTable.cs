using System.Text.Json;
using BookedBarber.Ledger;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Silo.Operations;

/// <summary>
/// The table in which the processes of a cluster keep their figures, each in one row. It has a connection of its own:
/// whoever books never waits for it.
/// </summary>
internal sealed class FigureTable : IAsyncDisposable
{
    private const string PoolName = "figures";
    private const int MaxProcesses = 500;

    // What is locked is being written by its own process, or removed by another one.
    private const string Forget =
        """
        delete from process_figures where process in (
          select process from process_figures where reported_at < now() - $1 for update skip locked)
        """;

    private const string Write =
        """
        insert into process_figures (process, reported_at, figures) values ($1, now(), $2::json)
        on conflict (process) do update set reported_at = excluded.reported_at, figures = excluded.figures
        """;

    private const string Select =
        "select extract(epoch from now() - reported_at)::float8, figures::text from process_figures limit $1";

    private readonly NpgsqlDataSource _database;

    /// <summary>The table in a migrated database.</summary>
    public FigureTable(string connectionString, ILoggerFactory loggers)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { MinPoolSize = 0, MaxPoolSize = 2 };
        _database = LedgerDataSource.Create(connection.ConnectionString, loggers, PoolName);
    }

    /// <summary>Keeps the figures of a process, and forgets processes that were not heard of for long.</summary>
    public async Task WriteAsync(ProcessFigures figures, TimeSpan forgetAfter, CancellationToken cancellationToken)
    {
        await using var write = _database.CreateCommand(Write);
        write.Parameters.Add(new() { Value = figures.Process });
        write.Parameters.Add(new() { Value = JsonSerializer.Serialize(figures, FigureJson.Default.ProcessFigures) });
        await write.ExecuteNonQueryAsync(cancellationToken);
        await using var forget = _database.CreateCommand(Forget);
        forget.Parameters.Add(new() { Value = forgetAfter });
        await forget.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The figures of all processes.</summary>
    public async Task<IReadOnlyList<FigureReport>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var select = _database.CreateCommand(Select);
        select.Parameters.Add(new() { Value = MaxProcesses });
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        List<FigureReport> reports = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            if (Read(reader.GetString(1)) is { } figures)
            {
                reports.Add(new FigureReport(figures, reader.GetDouble(0)));
            }
        }

        return reports;
    }

    /// <summary>Forgets a process that stops.</summary>
    public async Task RemoveAsync(Guid process, CancellationToken cancellationToken)
    {
        await using var remove = _database.CreateCommand("delete from process_figures where process = $1");
        remove.Parameters.Add(new() { Value = process });
        await remove.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    // A program of another version may report what this one does not understand.
    private static ProcessFigures? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FigureJson.Default.ProcessFigures);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
