using System.Net;
using BookedBarber.Grains.Failures;
using BookedBarber.Silo.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

    public static void HostGrains(this IHostApplicationBuilder builder, string connectionString) =>
        builder.UseOrleans(silo => silo
            .Configure<EndpointOptions>(endpoint =>
            {
                // A silo alone speaks to nobody, but it wants a port to listen at.
                endpoint.AdvertisedIPAddress = IPAddress.Loopback;
                endpoint.SiloPort = FreePort.Find();
                endpoint.GatewayPort = 0;
            })
            .UseDevelopmentClustering(primarySiloEndpoint: null)
            .AddGrains(connectionString));

    public static void JoinCluster(this IHostApplicationBuilder builder, SiloSettings settings) =>
        builder.UseOrleans(silo => silo
            .Configure<EndpointOptions>(endpoint =>
            {
                endpoint.AdvertisedIPAddress = settings.Address;
                endpoint.SiloPort = settings.Port;
                endpoint.GatewayPort = settings.GatewayPort;
            })
            .UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = PostgresInvariant;
                clustering.ConnectionString = settings.ConnectionString;
            })
            .Configure<ClusterMembershipOptions>(ClusterTimings.Configure)
            .AddGrains(settings.ConnectionString)
            .AddDashboard());

    public static void CallCluster(this IHostApplicationBuilder builder, string connectionString) =>
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(Name)
            .UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = PostgresInvariant;
                clustering.ConnectionString = connectionString;
            })
            .Configure<GatewayOptions>(ClusterTimings.Configure)
            .Configure<ClientMessagingOptions>(ClusterTimings.Configure)
            .UseConnectionRetryFilter<ConnectionPatience>()
            .AddOutgoingGrainCallFilter<RepeatingFilter>());

    private static ISiloBuilder AddGrains(this ISiloBuilder silo, string connectionString)
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
            .AddAdoNetGrainStorage(GrainStateStorage.Rows, storage =>
            {
                storage.Invariant = PostgresInvariant;
                storage.ConnectionString = connectionString;
                storage.GrainStorageSerializer = new GrainStateJson();
            })
            .UseAdoNetReminderService(reminders =>
            {
                reminders.Invariant = PostgresInvariant;
                reminders.ConnectionString = connectionString;
            })
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
