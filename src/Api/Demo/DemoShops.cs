using System.Collections.Immutable;
using System.Globalization;
using BookedBarber.Api.Hosting;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Demo;

/// <summary>
/// Shops to try things with: <c>demo</c>, and as many more as a load test wants. One that is there already stays as it
/// is.
/// </summary>
public sealed class DemoShops(ApiSettings settings, IGrainFactory grains)
{
    /// <summary>The slug of the shop that a stranger books first.</summary>
    public const string Slug = "demo";

    private const string UnfinishedMark = " (being set up)";
    private const int BarbersOfLoadShop = 10;
    private const int ShopsAtOnce = 8;

    private static readonly ImmutableArray<string> Names = ["Alex", "Bea", "Cem", "Dana", "Emil"];

    private static readonly ImmutableArray<ServiceDefinition> Services =
    [
        Service("Haircut", 30, 3_500),
        Service("Beard trim", 15, 1_800),
        Service("Haircut and beard", 45, 4_900),
        Service("Hot towel shave", 30, 3_200, bufferAfter: 5),
        Service("Colour", 90, 8_900, bufferAfter: 15, deposit: 2_000),
        Service("Children's cut", 20, 2_200),
    ];

    /// <summary>Creates what the settings ask for.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (settings.Demo)
        {
            await EnsureAsync(Slug, "Demo Barbers", Names);
        }

        var barbers = Enumerable.Range(1, BarbersOfLoadShop).Select(i => $"Barber {i}").ToImmutableArray();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, settings.DemoShops),
            new ParallelOptions { MaxDegreeOfParallelism = ShopsAtOnce, CancellationToken = cancellationToken },
            async (number, _) =>
            {
                var slug = string.Create(CultureInfo.InvariantCulture, $"shop-{number:0000}");
                await EnsureAsync(slug, $"Shop {number}", barbers);
            });
    }

    private async Task EnsureAsync(string slug, string name, ImmutableArray<string> barbers)
    {
        // The name says that it is not finished until it is: a crash in between is mended at the next start, and what
        // an owner changes afterwards stays changed.
        var unfinished = name + UnfinishedMark;
        var definition = new ShopDefinition
        {
            Slug = slug,
            Name = unfinished,
            TimeZone = "Europe/Berlin",
            Currency = "EUR",
            Policy = new PolicyMessage(),
        };
        var shop = grains.GetGrain<IShopGrain>(await ResolveOrCreateAsync(definition));
        if ((await shop.GetProfile())!.Name == unfinished)
        {
            // A write, since it comes after those of an earlier attempt that were not answered in time.
            var profile = Value(await shop.Update(definition));
            await FurnishAsync(shop, profile, barbers);
            Value(await shop.Update(definition with { Name = name }));
        }
    }

    private async Task<string> ResolveOrCreateAsync(ShopDefinition definition)
    {
        var slug = grains.GetGrain<IShopSlugGrain>(ShopSlugKey.Of(definition.Slug));
        if (await slug.Resolve() is { } known)
        {
            return known;
        }

        // An earlier attempt that was not answered in time may have created it since.
        var created = await slug.Create(definition);
        return created.Problem?.Code == ProblemCodes.SlugTaken && await slug.Resolve() is { } since
            ? since
            : Value(created).Id.ToString();
    }

    private async Task FurnishAsync(IShopGrain shop, ShopProfile profile, ImmutableArray<string> barbers)
    {
        foreach (var service in Services.Where(service => profile.Services.All(known => known.Name != service.Name)))
        {
            Value(await shop.AddService(service));
        }

        var services = (await shop.GetProfile())!.Services.Select(service => service.Id).ToImmutableArray();
        foreach (var name in barbers)
        {
            var barber = profile.Barbers.FirstOrDefault(known => known.Name == name)
                ?? Value(await shop.AddBarber(new BarberDefinition { Name = name, Services = services }));
            Value(await grains.GetGrain<IBarberGrain>(barber.Id.ToString()).SetHours(Hours()));
        }
    }

    private static HoursMessage Hours()
    {
        IntervalMessage morning = new() { FromMinute = 9 * 60, ToMinute = 13 * 60 };
        IntervalMessage afternoon = new() { FromMinute = 14 * 60, ToMinute = 19 * 60 };
        ImmutableArray<IntervalMessage> weekday = [morning, afternoon];
        ImmutableArray<IntervalMessage> saturday = [new() { FromMinute = 9 * 60, ToMinute = 16 * 60 }];
        return new HoursMessage { Weekly = [weekday, weekday, weekday, weekday, weekday, saturday, []] };
    }

    private static ServiceDefinition Service(
        string name, int minutes, long price, int bufferAfter = 0, long? deposit = null) => new()
        {
            Name = name,
            Minutes = minutes,
            Price = new MoneyAmount { Amount = price, Currency = "EUR" },
            BufferAfterMinutes = bufferAfter,
            Deposit = deposit is { } amount ? new MoneyAmount { Amount = amount, Currency = "EUR" } : null,
        };

    private static T Value<T>(Result<T> result)
        where T : class =>
        result.Value ?? throw new InvalidOperationException($"The demo shop was refused: {result.Problem!.Detail}");
}
