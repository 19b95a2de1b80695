using System.Net;
using System.Net.Sockets;
using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Shops;
using Microsoft.Extensions.Hosting;
using Orleans.Serialization.Configuration;

namespace BookedBarber.Grains.Tests.Hosting;

internal static class OrleansHost
{
    public static void AddGrains(this IHostApplicationBuilder builder) =>
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort(), serviceId: "tests", clusterId: Guid.NewGuid().ToString())
            // The storage in memory writes names of types, and reads those that it is told of.
            .Configure<TypeManifestOptions>(types => types.AddAllowedAssembly(typeof(ShopGrain).Assembly))
            .AddMemoryGrainStorageAsDefault()
            .UseInMemoryReminderService()
            .AddIncomingGrainCallFilter<UnavailabilityFilter>());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
