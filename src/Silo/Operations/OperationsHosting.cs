using System.Net;
using BookedBarber.Grains.Shops;
using BookedBarber.Silo.Hosting;
using BookedBarber.Silo.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Silo.Operations;

/// <summary>Registers what a process reports of itself to operators. Comes after its telemetry.</summary>
public static class OperationsHosting
{
    /// <summary>The figures of a front door.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="clusterDatabase">Where the processes of the cluster meet; null when this one is alone.</param>
    public static void AddFrontDoorFigures(this IHostApplicationBuilder builder, string? clusterDatabase) =>
        builder.AddFigures(clusterDatabase, isFrontDoor: true, address: null, hasDashboard: false);

    /// <summary>The figures of a silo.</summary>
    public static void AddSiloFigures(this IHostApplicationBuilder builder, SiloSettings settings) =>
        builder.AddFigures(settings.ConnectionString, isFrontDoor: false, settings.Address, hasDashboard: true);

    private static void AddFigures(
        this IHostApplicationBuilder builder,
        string? clusterDatabase,
        bool isFrontDoor,
        IPAddress? address,
        bool hasDashboard)
    {
        if (clusterDatabase is not null)
        {
            builder.Services.AddSingleton(services => new FigureTable(
                clusterDatabase, services.GetRequiredService<ILoggerFactory>()));
        }

        builder.Services.AddSingleton(services => new FigureReports(
            new OwnFigures(
                new ProcessIdentity(isFrontDoor, address, hasDashboard, services.GetRequiredService<IServer>()),
                services.GetRequiredService<MetricsScraper>(),
                services.GetService<BusiestShops>(),
                services.GetRequiredService<TimeProvider>()),
            services.GetService<FigureTable>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<FigureReports>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<FigureReports>());
    }
}
