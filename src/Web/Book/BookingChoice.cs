using System.Collections.Immutable;
using System.Globalization;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Web.Book;

/// <summary>What a client has chosen so far; it travels in the address from page to page.</summary>
/// <param name="Services">In the order in which they are done.</param>
/// <param name="Barber">Null for any.</param>
public sealed record BookingChoice(ImmutableArray<Guid> Services, Guid? Barber)
{
    /// <summary>Nothing chosen yet.</summary>
    public static BookingChoice None { get; } = new([], null);

    /// <summary>As the API names the services.</summary>
    public string ServiceList => string.Join(',', Services);

    /// <summary>As the API names the barber.</summary>
    public string BarberName => Barber?.ToString() ?? AvailabilityQuery.AnyBarber;

    /// <summary>The first step, with this choice.</summary>
    public string ServicesAddress(ShopProfile shop) => $"/{shop.Slug}?{Query}";

    /// <summary>The second step; for a date, or for the next that has open times.</summary>
    public string TimesAddress(ShopProfile shop, DateOnly? day = null) =>
        $"/{shop.Slug}/times?{Query}{(day is { } date ? $"&day={Iso(date)}" : "")}";

    /// <summary>The third step for a start; without one, the beginning of such an address.</summary>
    public string ContactAddress(ShopProfile shop, DateTimeOffset? start = null) =>
        $"/{shop.Slug}/book?{Query}&start={(start is { } at ? Uri.EscapeDataString(Iso(at)) : "")}";

    /// <summary>RFC 3339, with the offset.</summary>
    public static string Iso(DateTimeOffset start) =>
        start.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary><c>yyyy-MM-dd</c>.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Query => $"service={ServiceList}&barber={BarberName}";
}
