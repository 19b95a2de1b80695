namespace BookedBarber.Scheduling.Bookings;

/// <summary>
/// Where a booking stands in its life: <c>held → confirmed → checked-in → completed</c>, with the ends
/// <c>expired</c>, <c>cancelled</c> and <c>no-show</c>. The names on the wire and in the database are those of
/// <see cref="BookingStatusNames"/>.
/// </summary>
public enum BookingStatus
{
    /// <summary>The time is kept until a deadline, while a deposit is awaited.</summary>
    Held = 0,

    /// <summary>The time is the client's.</summary>
    Confirmed = 1,

    /// <summary>The client has arrived.</summary>
    CheckedIn = 2,

    /// <summary>The work is done. An end.</summary>
    Completed = 3,

    /// <summary>A hold whose deadline passed. An end; the time is free again.</summary>
    Expired = 4,

    /// <summary>Given up by the client or the shop. An end; the time is free again.</summary>
    Cancelled = 5,

    /// <summary>The client did not come. An end; the time is free again.</summary>
    NoShow = 6,
}
