using BookedBarber.Calendars.Writing;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using NodaTime;

namespace BookedBarber.Api.Calendars;

/// <summary>Gathers a barber's bookings, and says what each is.</summary>
internal static class BookingFeed
{
    private const int DaysBack = 30;
    private const int MaxListDays = 366;

    // Pages of 100. Beyond that the feed ends early: the furthest bookings are missing.
    private const int MaxPages = 40;

    private const string Appointment = "Appointment";

    /// <summary>The bookings of the last 30 days and up to the horizon, cancelled ones included.</summary>
    public static async Task<Result<FeedList>> GatherAsync(
        IGrainFactory grains, ShopProfile shop, BarberProfile barber, Instant now)
    {
        var today = now.InZone(DateTimeZoneProviders.Tzdb[shop.TimeZone]).Date;
        var end = today.PlusDays(shop.Policy.HorizonDays + 1);
        var grain = grains.GetGrain<IShopGrain>(shop.Id.ToString());
        var found = new List<FeedBooking>();
        var pages = 0;
        for (var from = today.PlusDays(-DaysBack); from < end; from = from.PlusDays(MaxListDays))
        {
            string? cursor = null;
            do
            {
                if (pages++ == MaxPages)
                {
                    return new FeedList(found);
                }

                var page = await grain.ListBookings(new BookingListQuery
                {
                    From = from.ToDateOnly(),
                    To = LocalDate.Min(end, from.PlusDays(MaxListDays)).ToDateOnly(),
                    Barber = barber.Id,
                    Cursor = cursor,
                });
                if (page.Problem is { } problem)
                {
                    return problem;
                }

                found.AddRange(page.Value!.Items.Select(booking => ForBarber(booking, shop)));
                cursor = page.Value.Next;
            }
            while (cursor is not null);
        }

        return new FeedList(found);
    }

    /// <summary>What the client's own calendar is told.</summary>
    public static FeedBooking ForClient(BookingMessage booking, ShopProfile shop)
    {
        var barber = shop.Barbers.FirstOrDefault(one => one.Id == booking.Barber)?.Name;
        return From(booking) with
        {
            Summary = $"{Services(booking, shop)}, {shop.Name}",
            Description = barber,
            Location = shop.Name,
        };
    }

    private static FeedBooking ForBarber(BookingMessage booking, ShopProfile shop) => From(booking) with
    {
        Summary = $"{Services(booking, shop)}: {booking.Client.Name}",
        Description = string.Join('\n', new[] { booking.Client.Phone, booking.Client.Email, booking.Notes }
            .Where(line => !string.IsNullOrWhiteSpace(line))),
        Location = shop.Name,
    };

    private static FeedBooking From(BookingMessage booking) => new()
    {
        Id = booking.Id,
        Revision = booking.Revision,
        Status = booking.Status,
        Start = Instant.FromDateTimeOffset(booking.Start),
        End = Instant.FromDateTimeOffset(booking.End),
        Summary = Appointment,
    };

    private static string Services(BookingMessage booking, ShopProfile shop)
    {
        var names = booking.Services
            .Select(id => shop.Services.FirstOrDefault(service => service.Id == id)?.Name)
            .OfType<string>()
            .ToList();
        return names is [] ? Appointment : string.Join(", ", names);
    }
}

/// <summary>The bookings of a feed.</summary>
internal sealed record FeedList(IReadOnlyList<FeedBooking> Bookings);
