using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Shops;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Grains.Tests.Hosting;

internal static class EmbeddedHost
{
    public static void AddGrains(this IHostApplicationBuilder builder) =>
        builder.Services
            .AddEmbeddedGrains(options => options.Assemblies.Add(typeof(ShopGrain).Assembly))
            .AddPostgresGrainStorageAsDefault()
            .UsePostgresReminderService()
            .AddIncomingGrainCallFilter<UnavailabilityFilter>();
}
