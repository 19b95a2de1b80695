using System.Net;
using BookedBarber.Silo.Cluster;
using BookedBarber.Silo.Health;
using BookedBarber.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Silo.Tests.Cluster;

/// <summary>A silo as the program composes it, in this process, on a migrated database.</summary>
public sealed class SiloHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SiloHost(WebApplication app) => _app = app;

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _app.Services;

    /// <summary>Its HTTP side.</summary>
    public Uri Address => new(_app.Urls.First());

    public static async Task<SiloHost> StartAsync(string database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddSilo(new SiloSettings
        {
            ConnectionString = database,
            Address = IPAddress.Loopback,
            Port = FreePort.Find(),
            GatewayPort = FreePort.Find(),
        });
        var app = builder.Build();
        app.MapHealth();
        app.MapDashboard();
        await app.StartAsync();
        return new SiloHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
