using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Micro.Hosting;

/// <summary>
/// A shop with ten barbers on the grains of this build, composed as in the program. Each barber has two open starts a
/// day: a page of a week has some 6 KB, about as much as that of a busy shop.
/// </summary>
internal sealed class HostedShop : IAsyncDisposable
{
    private const int BarberCount = 10;

    private readonly PrivateDatabase _database;
    private readonly IHost _host;

    private HostedShop(PrivateDatabase database, IHost host)
    {
        _database = database;
        _host = host;
    }

    public IShopGrain Grain { get; private set; } = null!;

    public Guid Service { get; private set; }

    /// <summary>One of the barbers.</summary>
    public Guid BarberId { get; private set; }

    public IBarberGrain Barber => Grains.GetGrain<IBarberGrain>(BarberId.ToString());

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<HostedShop> OpenAsync()
    {
        var database = await PrivateDatabase.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(new FrozenClock());
        builder.AddGrains(database.ConnectionString);
        var shop = new HostedShop(database, builder.Build());
        await shop._host.StartAsync();
        await shop.FurnishAsync();
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _database.DisposeAsync();
    }

    private async Task FurnishAsync()
    {
        Grain = Grains.GetGrain<IShopGrain>(Guid.CreateVersion7().ToString());
        Value(await Grain.Create(new ShopDefinition
        {
            Slug = "micro",
            Name = "Shop",
            TimeZone = "Europe/Berlin",
            Currency = "EUR",
            Policy = new PolicyMessage(),
        }));
        Service = Value(await Grain.AddService(new ServiceDefinition
        {
            Name = "Beard trim",
            Minutes = 15,
            Price = new MoneyAmount { Amount = 1_800, Currency = "EUR" },
        })).Id;
        for (var i = 0; i < BarberCount; i++)
        {
            BarberId = Value(await Grain.AddBarber(
                new BarberDefinition { Name = $"Barber {i + 1}", Services = [Service] })).Id;
            Value(await Barber.SetHours(HalfAnHourEachDay()));
        }
    }

    private static HoursMessage HalfAnHourEachDay()
    {
        var halfHour = new IntervalMessage { FromMinute = 9 * 60, ToMinute = (9 * 60) + 30 };
        return new HoursMessage
        {
            Weekly = [.. Enumerable.Range(0, 7).Select(_ => ImmutableArray.Create(halfHour))],
        };
    }

    private static T Value<T>(Result<T> result)
        where T : class =>
        result.Value ?? throw new InvalidOperationException($"{result.Problem!.Code}: {result.Problem.Detail}");
}
