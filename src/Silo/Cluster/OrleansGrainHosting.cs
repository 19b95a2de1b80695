using System.Net;
using BookedBarber.Grains.Failures;
using BookedBarber.Ledger;
using BookedBarber.Silo.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Runtime.Placement;
using Orleans.Storage;

namespace BookedBarber.Silo.Hosting;

/// <summary>The grains of this build: on Orleans, in one process or as a cluster that meets in the database.</summary>
internal static class GrainHosting
{
    private const string PostgresInvariant = "Npgsql";
    private const int MaxEnqueuedCalls = 20_000;

    // A pool of its own: a silo that waits behind its own queries would be taken for dead.
    private const string MembershipPool = "membership";

    public static void HostGrains(this IHostApplicationBuilder builder) =>
        builder.UseOrleans(silo => silo
            .Configure<EndpointOptions>(endpoint =>
            {
                // A silo alone speaks to nobody, but it wants a port to listen at.
                endpoint.AdvertisedIPAddress = IPAddress.Loopback;
                endpoint.SiloPort = FreePort.Find();
                endpoint.GatewayPort = 0;
            })
            .UseDevelopmentClustering(primarySiloEndpoint: null)
            .AddGrains());

    public static void JoinCluster(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        builder.AddMembershipPool(settings.ConnectionString);
        builder.UseOrleans(silo => silo
            .Configure<EndpointOptions>(endpoint =>
            {
                endpoint.AdvertisedIPAddress = settings.Address;
                endpoint.SiloPort = settings.Port;
                endpoint.GatewayPort = settings.GatewayPort;
            })
            .UseAdoNetClustering(options => options.Configure<IServiceProvider>((clustering, services) =>
            {
                clustering.Invariant = PostgresInvariant;
                clustering.DataSource = services.GetRequiredKeyedService<NpgsqlDataSource>(MembershipPool);
            }))
            .Configure<ClusterMembershipOptions>(ClusterTimings.Configure)
            .AddGrains()
            .AddDashboard());
    }

    public static void CallCluster(this IHostApplicationBuilder builder, string connectionString)
    {
        builder.AddMembershipPool(connectionString);
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(Name)
            .UseAdoNetClustering(options => options.Configure<IServiceProvider>((clustering, services) =>
            {
                clustering.Invariant = PostgresInvariant;
                clustering.DataSource = services.GetRequiredKeyedService<NpgsqlDataSource>(MembershipPool);
            }))
            .Configure<GatewayOptions>(ClusterTimings.Configure)
            .Configure<ClientMessagingOptions>(ClusterTimings.Configure)
            .UseConnectionRetryFilter<ConnectionPatience>()
            .AddOutgoingGrainCallFilter<RepeatingFilter>());
    }

    private static void AddMembershipPool(this IHostApplicationBuilder builder, string connectionString) =>
        builder.Services.AddKeyedSingleton(MembershipPool, (services, _) => LedgerDataSource.Create(
            connectionString, services.GetRequiredService<ILoggerFactory>(), MembershipPool));

    private static ISiloBuilder AddGrains(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IPlacementStrategyResolver, BarbersBesideTheirShop>();
        silo.Services.AddSingleton<IGrainStorage, GrainStateStorage>();
        silo
            .AddStartupTask(
                static (services, cancellationToken) => ReminderHashes.FillInAsync(
                    services.GetRequiredService<NpgsqlDataSource>(), cancellationToken),
                ServiceLifecycleStage.RuntimeStorageServices)
            .Configure<ClusterOptions>(Name)
            .Configure<SiloMessagingOptions>(messaging =>
            {
                ClusterTimings.Configure(messaging);
                messaging.MaxEnqueuedRequestsHardLimit = MaxEnqueuedCalls;
            })
            .Configure<ClientMessagingOptions>(ClusterTimings.Configure)
            .AddAdoNetGrainStorage(GrainStateStorage.Rows, options => options.Configure<NpgsqlDataSource>(
                (storage, database) =>
                {
                    storage.Invariant = PostgresInvariant;
                    storage.DataSource = database;
                    storage.GrainStorageSerializer = new GrainStateJson();
                }))
            .UseAdoNetReminderService(options => options.Configure<NpgsqlDataSource>((reminders, database) =>
            {
                reminders.Invariant = PostgresInvariant;
                reminders.DataSource = database;
            }))
            .AddIncomingGrainCallFilter<UnavailabilityFilter>();
        ReminderRows.PutBefore(silo.Services);
        return silo;
    }

    private static void Name(ClusterOptions cluster)
    {
        cluster.ServiceId = SiloSettings.ServiceId;
        cluster.ClusterId = SiloSettings.ServiceId;
    }
}
