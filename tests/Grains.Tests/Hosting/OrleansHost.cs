using System.Net;
using System.Net.Sockets;
using BookedBarber.Grains.Failures;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Grains.Tests.Hosting;

internal static class OrleansHost
{
    public static void AddGrains(this IHostApplicationBuilder builder) =>
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort(), serviceId: "tests", clusterId: Guid.NewGuid().ToString())
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
