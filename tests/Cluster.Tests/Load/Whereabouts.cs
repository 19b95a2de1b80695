using BookedBarber.Cluster.Tests.Faults;
using BookedBarber.Cluster.Tests.Processes;
using BookedBarber.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace BookedBarber.Cluster.Tests.Load;

/// <summary>Asks the cluster where its barbers are.</summary>
internal sealed class Whereabouts : IAsyncDisposable
{
    private readonly IHost _host;

    private Whereabouts(IHost host) => _host = host;

    public static async Task<Whereabouts> OpenAsync(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client
            .UseAdoNetClustering(clustering =>
                (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", connectionString))
            .Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) =
                (SiloSettings.ServiceId, SiloSettings.ServiceId))
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(4)));
        var host = builder.Build();
        await host.StartAsync();
        return new Whereabouts(host);
    }

    // None when the cluster does not say so in time.
    private async Task<IReadOnlySet<Guid>> BarbersOnAsync(SiloProcess silo)
    {
        try
        {
            var management = _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
            var grains = await management.GetDetailedGrainStatistics();
            return grains
                .Where(grain => grain.GrainId.Type.ToString() == "barber"
                    && grain.SiloAddress.Endpoint.Port == silo.Port
                    && grain.SiloAddress.Endpoint.Address.Equals(silo.Address))
                .Select(grain => Guid.Parse(grain.GrainId.Key.ToString()!))
                .ToHashSet();
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return new HashSet<Guid>();
        }
    }

    /// <summary>A silo that has barbers of this run, if there is one, and those barbers.</summary>
    public async Task<(SiloProcess Silo, IReadOnlySet<Guid> Barbers)> PickBusySiloAsync(FaultRun run)
    {
        var busy = await Eventually.SeesAsync(
            "a silo has barbers of this run", () => BusySilosAsync(run), silos => silos.Count > 0);
        return busy[run.Random.Next(busy.Count)];
    }

    private async Task<List<(SiloProcess Silo, IReadOnlySet<Guid> Barbers)>> BusySilosAsync(FaultRun run)
    {
        var ours = run.Shops.SelectMany(shop => shop.Barbers).ToHashSet();
        var candidates = new List<(SiloProcess Silo, IReadOnlySet<Guid> Barbers)>();
        foreach (var silo in run.Cluster.Silos)
        {
            var there = await BarbersOnAsync(silo);
            candidates.Add((silo, there.Where(ours.Contains).ToHashSet()));
        }

        return [.. candidates.Where(one => one.Barbers.Count > 0)];
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
