using BenchmarkDotNet.Attributes;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Micro.Hosting;

namespace BookedBarber.Micro;

/// <summary>
/// A call to a grain of this process that has next to nothing to do, with the filters of the program. Build with
/// <c>-p:GrainRuntime=Orleans</c> for the same on Orleans.
/// </summary>
public class GrainCallBenchmarks
{
    private const int Calls = 4096;

    private HostedShop _shop = null!;
    private IBarberGrain _barber = null!;
    private BarberSettings _oldSettings = null!;

    /// <summary>Opens a shop.</summary>
    [GlobalSetup]
    public async Task OpenAsync()
    {
        _shop = await HostedShop.OpenAsync();
        _barber = _shop.Barber;
        _oldSettings = new BarberSettings
        {
            ShopId = Guid.Empty,
            Revision = 0,
            TimeZone = "Etc/UTC",
            Policy = new PolicyMessage(),
        };
    }

    /// <summary>Stops everything.</summary>
    [GlobalCleanup]
    public async Task CloseAsync() => await _shop.DisposeAsync();

    /// <summary>A question that interleaves: a shop's profile.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task Read()
    {
        for (var i = 0; i < Calls; i++)
        {
            await _shop.Grain.GetProfile();
        }
    }

    /// <summary>A turn of its own: settings that a barber passes over, since it has newer ones.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task Turn()
    {
        for (var i = 0; i < Calls; i++)
        {
            await _barber.Configure(_oldSettings);
        }
    }
}
