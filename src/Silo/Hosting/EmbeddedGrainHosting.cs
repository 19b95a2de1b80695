using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Silo.Hosting;

/// <summary>The grains of this build: on the embedded runtime, in the process of the Api alone.</summary>
internal static class GrainHosting
{
    private const string ClusterNeedsOrleans =
        "This program was built for one process: silos need the build with -p:GrainRuntime=Orleans.";

    public static void HostGrains(this IHostApplicationBuilder builder) =>
        builder.Services
            .AddEmbeddedGrains(options =>
            {
                options.ServiceId = SiloSettings.ServiceId;
                options.Assemblies.Add(typeof(ShopGrain).Assembly);
            })
            .AddPostgresGrainStorageAsDefault()
            .UsePostgresReminderService()
            .AddIncomingGrainCallFilter<UnavailabilityFilter>();

    public static void JoinCluster(this IHostApplicationBuilder builder, SiloSettings settings) =>
        throw new SettingException(ClusterNeedsOrleans);

    public static void CallCluster(this IHostApplicationBuilder builder, string connectionString) =>
        throw new SettingException(ClusterNeedsOrleans);

    public static void MapDashboard(this WebApplication app)
    {
        // Orleans brings it.
    }
}
