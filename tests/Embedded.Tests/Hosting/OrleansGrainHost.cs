using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace BookedBarber.Embedded.Tests.Hosting;

/// <summary>What a test wants of its host, as far as Orleans can give it.</summary>
public sealed class GrainHostOptions
{
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public List<Func<IIncomingGrainCallContext, Task>> Filters { get; } = [];
}

/// <summary>A running silo for the grains of this assembly.</summary>
public sealed class GrainHost : IAsyncDisposable
{
    private readonly IHost _host;

    private GrainHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    public static async Task<GrainHost> StartAsync(Action<GrainHostOptions>? configure = null)
    {
        var options = new GrainHostOptions();
        configure?.Invoke(options);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort(), serviceId: "tests", clusterId: Guid.NewGuid().ToString())
                .AddMemoryGrainStorageAsDefault()
                .UseInMemoryReminderService()
                .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout)
                .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
            foreach (var filter in options.Filters)
                silo.AddIncomingGrainCallFilter(context => IsOfTests(context) ? filter(context) : context.Invoke());
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }

    // Orleans has grains of its own, whose calls pass the same filters.
    private static bool IsOfTests(IIncomingGrainCallContext context)
        => context.Grain.GetType().Assembly == typeof(GrainHost).Assembly;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
