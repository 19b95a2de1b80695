using BookedBarber.Ledger;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Accounts.Database;

/// <summary>
/// The connections of accounts: a small pool of their own, so that signing in never takes a connection from booking.
/// </summary>
public sealed class AccountsDatabase(AccountsSettings settings, ILoggerFactory loggers) : IAsyncDisposable
{
    private const int MaxConnections = 8;

    private readonly Lazy<NpgsqlDataSource> _source = new(() =>
    {
        var connection = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        if (!connection.ShouldSerialize("Maximum Pool Size"))
        {
            connection.MaxPoolSize = MaxConnections;
        }

        return LedgerDataSource.Create(connection.ConnectionString, loggers, "accounts");
    });

    /// <summary>Where commands come from.</summary>
    internal NpgsqlDataSource Source => _source.Value;

    /// <summary>Disposes of the pool, if it was used.</summary>
    public ValueTask DisposeAsync() => _source.IsValueCreated ? _source.Value.DisposeAsync() : default;
}
