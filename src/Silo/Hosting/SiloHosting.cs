using BookedBarber.Ledger;
using BookedBarber.Scheduling;
using BookedBarber.Silo.Calendars;
using BookedBarber.Silo.Health;
using BookedBarber.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Silo.Hosting;

/// <summary>Composes a process that hosts grains, or that calls those of a cluster.</summary>
public static class SiloHosting
{
    /// <summary>The readiness checks have this tag.</summary>
    public const string ReadyTag = "ready";

    // Longer than a silo takes to drain, and shorter than the patience of whoever stops it.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ReadinessTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Grains in this process alone, on a migrated database.</summary>
    public static void AddGrains(this IHostApplicationBuilder builder, string connectionString)
    {
        builder.AddLedgerAndChecks(connectionString);
        builder.HostGrains();
        builder.AddCalendarRefresher();
    }

    /// <summary>A silo of the cluster that meets in a migrated database.</summary>
    /// <exception cref="SettingException">This build has no clusters.</exception>
    public static void AddSilo(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        builder.AddLedgerAndChecks(settings.ConnectionString);
        builder.JoinCluster(settings);
        builder.AddCalendarRefresher();
    }

    /// <summary>A client of the cluster that meets in a migrated database.</summary>
    /// <exception cref="SettingException">This build has no clusters.</exception>
    public static void AddClusterClient(this IHostApplicationBuilder builder, string connectionString)
    {
        builder.AddChecks();
        builder.CallCluster(connectionString);
    }

    private static void AddLedgerAndChecks(this IHostApplicationBuilder builder, string connectionString)
    {
        builder.Services.AddLedger(connectionString);
        builder.Services.AddSingleton<IdSource>();
        builder.Services.AddGrainTelemetry();
        builder.AddChecks().AddCheck<DatabaseCheck>("database", tags: [ReadyTag], timeout: ReadinessTimeout);
    }

    // After the grains, so that it ends before they do.
    private static void AddCalendarRefresher(this IHostApplicationBuilder builder)
    {
        const string Name = "BookedBarber__Calendars__PrivateAddresses";
        var text = builder.Configuration["BookedBarber:Calendars:PrivateAddresses"];
        var privateAddresses = string.IsNullOrEmpty(text) ? false
            : bool.TryParse(text, out var value) ? value
            : throw new SettingException($"{Name} must be true or false, not '{text}'.");
        builder.Services.AddSingleton(services => new CalendarFetcher(
            privateAddresses, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<CalendarRefresher>();
    }

    private static IHealthChecksBuilder AddChecks(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        return builder.Services.AddHealthChecks()
            .AddCheck<GrainsCheck>("grains", tags: [ReadyTag], timeout: ReadinessTimeout);
    }
}
