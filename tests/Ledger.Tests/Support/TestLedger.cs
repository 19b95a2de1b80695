using System.Diagnostics.Metrics;
using BookedBarber.Ledger.Commits;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Support;

/// <summary>One process's worth of ledger, and a data source beside it to look past it.</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource _direct;

    public TestLedger(string connectionString, Action<LedgerOptions>? configure = null, string? direct = null)
    {
        _services = new ServiceCollection().AddLedger(connectionString, configure).BuildServiceProvider();
        _direct = NpgsqlDataSource.Create(direct ?? connectionString);
        Ledger = _services.GetRequiredService<ILedger>();
    }

    public ILedger Ledger { get; }

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public NpgsqlDataSource Direct => _direct;

    public Task<CommitOutcome> CommitAsync(LedgerEntry entry) => Ledger.CommitAsync(entry, CancellationToken.None);

    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = _direct.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = _direct.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await command.ExecuteNonQueryAsync();
    }

    public Task<long> CountAsync(string table) => ScalarAsync<long>($"select count(*) from {table}");

    public async Task<long> VersionAsync(Guid barberId) =>
        (await Ledger.LoadTimelineAsync(barberId, Samples.Day, Samples.Day, CancellationToken.None)).Version;

    /// <summary>How many pairs of bookings take the same time of a barber.</summary>
    public Task<long> OverlapsAsync() => ScalarAsync<long>("""
        select count(*) from bookings a join bookings b
          on a.id < b.id and a.barber_id = b.barber_id and a.occupied && b.occupied
        where a.status in ('held', 'confirmed', 'checked-in', 'completed')
          and b.status in ('held', 'confirmed', 'checked-in', 'completed')
        """);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _direct.DisposeAsync();
    }
}
