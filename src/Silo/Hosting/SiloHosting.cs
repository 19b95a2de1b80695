using BookedBarber.Ledger;
using BookedBarber.Silo.Health;
using BookedBarber.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Silo.Hosting;

/// <summary>Composes a process that hosts grains.</summary>
public static class SiloHosting
{
    /// <summary>The readiness checks of a process that hosts grains have this tag.</summary>
    public const string ReadyTag = "ready";

    /// <summary>
    /// Adds the ledger on a migrated database, the grain runtime that this build was made for, and the readiness
    /// checks.
    /// </summary>
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder, string connectionString)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddLedger(connectionString);
        builder.Services.AddGrainTelemetry();
        builder.AddGrainRuntime();
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [ReadyTag], timeout: ReadinessTimeout)
            .AddCheck<GrainsCheck>("grains", tags: [ReadyTag], timeout: ReadinessTimeout);
        return builder;
    }

    private static TimeSpan ReadinessTimeout => TimeSpan.FromSeconds(2);
}
