using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Ledger.Migrations;

/// <summary>
/// Brings the schema up to date: each migration once, in order, in a transaction of its own. Starters that come at the
/// same time wait for each other on an advisory lock.
/// </summary>
public sealed partial class Migrator
{
    private const long AdvisoryLock = 0x426f6f6b65640001;
    private const int DeadlockAttempts = 10;

    private readonly NpgsqlDataSource _dataSource;
    private readonly IReadOnlyList<Migration> _migrations;
    private readonly ILogger<Migrator> _logger;

    /// <summary>A migrator with this program's migrations.</summary>
    public Migrator(NpgsqlDataSource dataSource, ILogger<Migrator> logger)
        : this(dataSource, Migration.All, logger)
    {
    }

    /// <summary>A migrator with other migrations.</summary>
    internal Migrator(NpgsqlDataSource dataSource, IReadOnlyList<Migration> migrations, ILogger<Migrator> logger)
    {
        _dataSource = dataSource;
        _migrations = migrations;
        _logger = logger;
    }

    /// <summary>Applies what is missing and returns how many migrations that were.</summary>
    /// <exception cref="MigrationRefusedException">The history in the database is not ours.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        var applied = 0;
        var deadlocks = 0;
        while (true)
        {
            try
            {
                if (await ApplyNextAsync(connection, cancellationToken) is not { } migration)
                {
                    return applied;
                }

                LogApplied(migration.FileName);
                applied++;
            }
            catch (PostgresException exception) when (
                exception.SqlState == PostgresErrorCodes.DeadlockDetected && ++deadlocks < DeadlockAttempts)
            {
                // Programs of the version before are at work, and lock the tables in an order of their own.
                LogDeadlock(exception.MessageText);
            }
        }
    }

    private async Task<Migration?> ApplyNextAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Another starter may be building an index for a long time: here waiting is right.
        await ExecuteAsync(
            connection,
            $"""
            set local lock_timeout = 0;
            set local statement_timeout = 0;
            select pg_advisory_xact_lock({AdvisoryLock});
            create table if not exists schema_migrations (
              number     integer     primary key,
              file_name  text        not null,
              checksum   text        not null,
              applied_at timestamptz not null default now()
            );
            """,
            cancellationToken);

        var history = await ReadHistoryAsync(connection, cancellationToken);
        Verify(history);
        var next = _migrations.FirstOrDefault(migration => !history.ContainsKey(migration.Number));
        if (next is null)
        {
            return null;
        }

        await ExecuteAsync(connection, next.Sql, cancellationToken);
        await using var record = new NpgsqlCommand(
            "insert into schema_migrations (number, file_name, checksum) values ($1, $2, $3)", connection);
        record.Parameters.Add(new() { Value = next.Number });
        record.Parameters.Add(new() { Value = next.FileName });
        record.Parameters.Add(new() { Value = next.Checksum });
        await record.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    private void Verify(Dictionary<int, Applied> history)
    {
        var newest = _migrations.Count == 0 ? 0 : _migrations[^1].Number;
        foreach (var (number, applied) in history.OrderBy(entry => entry.Key))
        {
            var known = _migrations.FirstOrDefault(migration => migration.Number == number);
            if (known is null)
            {
                throw new MigrationRefusedException(number > newest
                    ? $"The database is newer than this program: it has {applied.FileName}. Run a newer version."
                    : $"The migration {applied.FileName} was applied to the database and is missing in this program.");
            }

            if (known.Checksum != applied.Checksum)
            {
                throw new MigrationRefusedException(
                    $"The migration {known.FileName} was changed after it had been applied. Put it back as it was, and "
                    + "write the change as a new migration.");
            }
        }

        var skipped = _migrations.FirstOrDefault(migration => !history.ContainsKey(migration.Number));
        if (skipped is not null && history.Keys.Any(number => number > skipped.Number))
        {
            throw new MigrationRefusedException(
                $"The migration {skipped.FileName} was not applied, and later ones were. "
                + "Give it the next free number.");
        }
    }

    private static async Task<Dictionary<int, Applied>> ReadHistoryAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var history = new Dictionary<int, Applied>();
        await using var command = new NpgsqlCommand(
            "select number, file_name, checksum from schema_migrations order by number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            history.Add(reader.GetInt32(0), new Applied(reader.GetString(1), reader.GetString(2)));
        }

        return history;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record Applied(string FileName, string Checksum);
}
