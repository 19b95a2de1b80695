using BookedBarber.Ledger.Calendars;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Ledger;

/// <summary>Registers the ledger.</summary>
public static class LedgerServices
{
    /// <summary>
    /// Adds <see cref="ILedger"/>, <see cref="IBusyCalendars"/>, and the <see cref="Npgsql.NpgsqlDataSource"/> that
    /// they and the grain runtime share. Nothing is connected and nothing is migrated by this.
    /// </summary>
    public static IServiceCollection AddLedger(
        this IServiceCollection services, string connectionString, Action<LedgerOptions>? configure = null)
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddOptions<LedgerOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
            LedgerDataSource.Create(connectionString, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<ILedger, PostgresLedger>();
        services.AddSingleton<IBusyCalendars, PostgresBusyCalendars>();
        return services;
    }
}
