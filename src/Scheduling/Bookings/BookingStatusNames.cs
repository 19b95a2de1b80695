namespace BookedBarber.Scheduling.Bookings;

/// <summary>The one spelling of each <see cref="BookingStatus"/> in JSON and in SQL.</summary>
public static class BookingStatusNames
{
    private static readonly string[] Names =
        ["held", "confirmed", "checked-in", "completed", "expired", "cancelled", "no-show"];

    /// <summary>All names, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name of a status, for example <c>checked-in</c>.</summary>
    public static string Name(this BookingStatus status) => Names[(int)status];

    /// <summary>Reads a name; false when it is none of <see cref="All"/>.</summary>
    public static bool TryParse(string? name, out BookingStatus status)
    {
        var index = Array.IndexOf(Names, name);
        status = (BookingStatus)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Whether a booking with this status keeps its barber's time from others.</summary>
    public static bool Occupies(this BookingStatus status) =>
        status is BookingStatus.Held or BookingStatus.Confirmed or BookingStatus.CheckedIn or BookingStatus.Completed;
}
