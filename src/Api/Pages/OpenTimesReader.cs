using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Time;
using BookedBarber.Web.Book;
using NodaTime;

namespace BookedBarber.Api.Pages;

/// <summary>Asks a shop for what a picker of times shows.</summary>
internal static class OpenTimesReader
{
    /// <summary>The open times on a date, or on the first that has some.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="profile">What it says of itself.</param>
    /// <param name="choice">What is wanted.</param>
    /// <param name="asked">The date; one that cannot be booked counts as none.</param>
    /// <param name="clock">The time.</param>
    public static async Task<Result<OpenTimes>> GetOpenTimesAsync(
        this IShopGrain shop, ShopProfile profile, BookingChoice choice, DateOnly? asked, TimeProvider clock)
    {
        var today = Today(profile, clock);
        var lastDay = today.AddDays(profile.Policy.HorizonDays - 1);
        if (asked < today || asked > lastDay)
        {
            asked = null;
        }

        var from = asked is { } date ? OpenTimes.FirstShown(today, date) : today;
        var days = await DaysAsync(shop, choice, from, lastDay);
        if (days.Problem is { } problem)
        {
            return problem;
        }

        // The next open time may lie beyond what one query looks at.
        var looked = days.Value!;
        while (OpenTimes.From(today, lastDay, [.. looked], asked) is { IsOpen: false } && looked[^1].Date < lastDay)
        {
            var more = await DaysAsync(shop, choice, looked[^1].Date.AddDays(1), lastDay);
            if (more.Problem is { } refusal)
            {
                return refusal;
            }

            looked.AddRange(more.Value!);
        }

        return OpenTimes.From(today, lastDay, [.. looked], asked);
    }

    private static DateOnly Today(ShopProfile profile, TimeProvider clock) => ShopCalendar
        .For(profile.TimeZone, profile.Policy.SlotMinutes)
        .DateOf(Instant.FromDateTimeOffset(clock.GetUtcNow())).ToDateOnly();

    private static async Task<Result<List<OpenDay>>> DaysAsync(
        IShopGrain shop, BookingChoice choice, DateOnly from, DateOnly lastDay)
    {
        var page = await shop.GetAvailability(new AvailabilityQuery
        {
            Service = choice.ServiceList,
            Barber = choice.BarberName,
            From = from,
            Days = Math.Clamp(lastDay.DayNumber - from.DayNumber + 1, 1, AvailabilityQuery.MaxDays),
        });
        return page.Value is { } found ? OpenDay.ReadAll(found.Body).ToList() : page.Problem!;
    }
}
