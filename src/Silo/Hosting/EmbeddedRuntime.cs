using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Shops;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Silo.Hosting;

/// <summary>The grain runtime of this build: Embedded, in this process alone.</summary>
internal static class EmbeddedRuntime
{
    public static void AddGrainRuntime(this IHostApplicationBuilder builder) =>
        builder.Services
            .AddEmbeddedGrains(options =>
            {
                options.ServiceId = "bookedbarber";
                options.Assemblies.Add(typeof(ShopGrain).Assembly);
            })
            .AddPostgresGrainStorageAsDefault()
            .UsePostgresReminderService()
            .AddIncomingGrainCallFilter<UnavailabilityFilter>();
}
