using System.Globalization;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Api.Pages;

/// <summary>Reads dates and starts from an address or a form.</summary>
internal static class PageTimes
{
    /// <summary>The date <c>day</c> in the address, <c>yyyy-MM-dd</c>; null when there is none.</summary>
    public static DateOnly? ReadDay(this HttpRequest request) => DateOnly.TryParseExact(
        request.Query["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : null;

    /// <summary>A moment as the shop's clock shows it.</summary>
    public static DateTimeOffset OnClock(this ShopProfile shop, DateTimeOffset moment) =>
        Instant.FromDateTimeOffset(moment)
            .InZone(ShopCalendar.For(shop.TimeZone, shop.Policy.SlotMinutes).Zone).ToDateTimeOffset();

    /// <summary>The start on the shop's clock; null when it is not one that a calendar has.</summary>
    public static DateTimeOffset? ReadStart(this ShopProfile shop, string? text)
    {
        if (text is not { Length: > 0 } || !Rfc3339.TryParse(text, out var start))
        {
            return null;
        }

        var instant = Instant.FromDateTimeOffset(start);
        var date = instant.InUtc().Date;
        if (date <= ShopCalendar.MinDate.PlusDays(2) || date >= ShopCalendar.MaxDate.PlusDays(-2))
        {
            return null;
        }

        return instant.InZone(ShopCalendar.For(shop.TimeZone, shop.Policy.SlotMinutes).Zone).ToDateTimeOffset();
    }
}
