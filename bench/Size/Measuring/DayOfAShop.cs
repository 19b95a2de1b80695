using System.Globalization;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Size.Seeding;

namespace BookedBarber.Size.Measuring;

/// <summary>
/// What happens to a shop that nobody has asked for yet, one thing at a time: its barbers are activated, its page is
/// made, appointments are booked.
/// </summary>
internal sealed class DayOfAShop
{
    private const int BookingsOfBarber = 3;
    private const int PagesAgain = 50;
    private const int FreeHour = YearOfBookings.FirstTakenHour + 1;

    private readonly Times _activation = new();
    private readonly Times _firstPage = new();
    private readonly Times _booking = new();
    private readonly Times _changedPage = new();
    private readonly Times _samePage = new();

    private DayOfAShop()
    {
    }

    public IEnumerable<(string What, Times Times)> All =>
    [
        ("a barber is activated", _activation),
        ("first page of a shop", _firstPage),
        ("a booking", _booking),
        ("page after a booking", _changedPage),
        ("the same page again", _samePage),
    ];

    public static async Task<DayOfAShop> MeasureAsync(IGrainFactory grains, IReadOnlyList<Shop> shops)
    {
        var day = new DayOfAShop();
        foreach (var shop in shops)
        {
            await day.GoThroughAsync(grains, shop);
        }

        return day;
    }

    private async Task GoThroughAsync(IGrainFactory grains, Shop shop)
    {
        foreach (var barber in shop.Barbers)
        {
            await _activation.OfAsync(() => grains.GetGrain<IBarberGrain>(barber.ToString()).GetVersion());
        }

        var grain = grains.GetGrain<IShopGrain>(shop.Id.ToString());
        var tomorrow = DateTime.UtcNow.Date.AddDays(1);
        var query = new AvailabilityQuery
        {
            Service = shop.Service.ToString(),
            Barber = AvailabilityQuery.AnyBarber,
            From = DateOnly.FromDateTime(tomorrow),
            Days = 7,
        };
        Value(await _firstPage.OfAsync(() => grain.GetAvailability(query)));
        for (var i = 0; i < BookingsOfBarber; i++)
        {
            var start = new DateTimeOffset(tomorrow.AddDays(i).AddHours(FreeHour), TimeSpan.Zero);
            foreach (var barber in shop.Barbers)
            {
                Value(await _booking.OfAsync(() => grain.Book(Request(shop, barber, start))));
                Value(await _changedPage.OfAsync(() => grain.GetAvailability(query)));
            }
        }

        for (var i = 0; i < PagesAgain; i++)
        {
            Value(await _samePage.OfAsync(() => grain.GetAvailability(query)));
        }
    }

    private static BookingRequest Request(Shop shop, Guid barber, DateTimeOffset start) => new()
    {
        IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{barber:N}-{start:yyyyMMddHH}"),
        Services = [shop.Service],
        Barber = barber,
        Start = start,
        Client = new ClientMessage { Name = "Some Body", Email = "some.body@example.org" },
    };

    private static void Value<T>(Result<T> result)
        where T : class
    {
        if (result.Problem is { } problem)
        {
            throw new InvalidOperationException($"{problem.Code}: {problem.Detail}");
        }
    }
}
