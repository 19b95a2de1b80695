using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Grains.Tests.Hosting;

/// <summary>A shop in UTC that is always open, with one service of 30 minutes.</summary>
public sealed class TestShop
{
    public required Guid Id { get; init; }

    public required Guid Service { get; init; }

    public required IReadOnlyList<Guid> Barbers { get; init; }

    public static async Task<TestShop> CreateAsync(
        IGrainFactory grains, int barbers = 1, PolicyMessage? policy = null, long? deposit = null)
    {
        var id = Guid.CreateVersion7();
        var shop = grains.GetGrain<IShopGrain>(id.ToString());
        Value(await shop.Create(new ShopDefinition
        {
            Slug = $"shop-{id:N}",
            Name = "Shop",
            TimeZone = "Etc/UTC",
            Currency = "EUR",
            Policy = policy ?? new PolicyMessage(),
        }));
        var service = Value(await shop.AddService(new ServiceDefinition
        {
            Name = "Haircut",
            Minutes = 30,
            Price = new MoneyAmount { Amount = 3_500, Currency = "EUR" },
            Deposit = deposit is { } amount ? new MoneyAmount { Amount = amount, Currency = "EUR" } : null,
        }));
        var ids = new List<Guid>();
        for (var i = 0; i < barbers; i++)
        {
            var definition = new BarberDefinition { Name = $"Barber {i}", Services = [service.Id] };
            ids.Add(Value(await shop.AddBarber(definition)).Id);
            Value(await grains.GetGrain<IBarberGrain>(ids[i].ToString()).SetHours(AllDay()));
        }

        return new TestShop { Id = id, Service = service.Id, Barbers = ids };
    }

    /// <summary>The same shop as another process knows it, where state is not shared by the runtime's storage.</summary>
    public IShopGrain Grain(IGrainFactory grains) => grains.GetGrain<IShopGrain>(Id.ToString());

    public Task<Result<BookingAnswer>> BookAsync(
        IGrainFactory grains, DateTimeOffset start, Guid? barber = null, string? key = null) =>
        Grain(grains).Book(Request(start, barber, key));

    public BookingRequest Request(DateTimeOffset start, Guid? barber = null, string? key = null) => new()
    {
        IdempotencyKey = key ?? Guid.NewGuid().ToString(),
        Services = [Service],
        Barber = barber,
        Start = start,
        Client = new ClientMessage { Name = "Ada" },
    };

    /// <summary>The shop's page for the days from one on.</summary>
    public async Task<AvailabilityPage> PageAsync(IGrainFactory grains, DateTimeOffset from, int days = 1) =>
        Value(await Grain(grains).GetAvailability(new AvailabilityQuery
        {
            Service = Service.ToString(),
            Barber = AvailabilityQuery.AnyBarber,
            From = DateOnly.FromDateTime(from.UtcDateTime),
            Days = days,
        }));

    /// <summary>The barbers that the shop's page shows for one start.</summary>
    public async Task<IReadOnlyList<Guid>> OfferedAtAsync(IGrainFactory grains, DateTimeOffset start)
    {
        var page = await PageAsync(grains, start);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(page.Body));
        return
        [
            .. json.RootElement.GetProperty("days")[0].GetProperty("slots").EnumerateArray()
                .Where(slot => slot.GetProperty("start").GetDateTimeOffset() == start)
                .SelectMany(slot => slot.GetProperty("barbers").EnumerateArray())
                .Select(barber => barber.GetGuid()),
        ];
    }

    public static T Value<T>(Result<T> result)
        where T : class
    {
        Assert.Null(result.Problem);
        return result.Value!;
    }

    public static HoursMessage AllDay() => new()
    {
        Weekly = [.. Enumerable.Repeat<ImmutableArray<IntervalMessage>>(
            [new() { FromMinute = 0, ToMinute = 24 * 60 }], 7)],
    };
}
