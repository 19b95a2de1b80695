using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Web.Book;

namespace BookedBarber.Web.Staff;

/// <summary>The addresses of the pages for a shop's people.</summary>
public static class StaffAddresses
{
    /// <summary>The name of the view that shows a week.</summary>
    public const string Week = "week";

    /// <summary>The list of a day; of today without one.</summary>
    public static string List(ShopProfile shop, DateOnly? day = null) =>
        $"/staff/{shop.Slug}{(day is { } date ? $"?day={BookingChoice.Iso(date)}" : "")}";

    /// <summary>The calendar of a day or a week, of one barber or of all.</summary>
    public static string Calendar(ShopProfile shop, DateOnly? day, bool week, Guid? barber = null) =>
        $"/staff/{shop.Slug}/calendar?view={(week ? Week : "day")}"
        + (day is { } date ? $"&day={BookingChoice.Iso(date)}" : "")
        + (barber is { } one ? $"&barber={one}" : "");

    /// <summary>One booking; its id is added at the end.</summary>
    public static string Bookings(ShopProfile shop) => $"/staff/{shop.Slug}/bookings/";
}
