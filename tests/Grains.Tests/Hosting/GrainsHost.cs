using BookedBarber.Grains.Barbers;
using BookedBarber.Grains.Shops;
using BookedBarber.Ledger;
using BookedBarber.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Grains.Tests.Hosting;

/// <summary>
/// The grains of one process on a database. Two hosts on one database know nothing of each other: each barber is
/// activated in both, as in a cluster whose silos disagree.
/// </summary>
public sealed class GrainsHost : IAsyncDisposable
{
    private readonly IHost _host;

    private GrainsHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public ILedger Ledger => _host.Services.GetRequiredService<ILedger>();

    public IServiceProvider Services => _host.Services;

    /// <summary>The ledger of this host, which can be told to lose an answer.</summary>
    public ForgetfulLedger Answers => (ForgetfulLedger)Ledger;

    public static async Task<GrainsHost> StartAsync(string database, TimeProvider? clock = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.Services.AddLedger(database);
        builder.Services.AddSingleton<BarberInstruments>();
        builder.Services.AddSingleton<BusiestShops>();
        builder.Services.AddSingleton<IdSource>();
        builder.Services.AddSingleton<PostgresLedger>();
        builder.Services.AddSingleton<ILedger, ForgetfulLedger>();
        builder.AddGrains();
        var host = builder.Build();
        await host.StartAsync();
        return new GrainsHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
