using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Web.Staff;

/// <summary>A day of a shop as its people see it.</summary>
public sealed record StaffDay
{
    /// <summary>The shop, and whose calendars are shown.</summary>
    public required StaffDesk Desk { get; init; }

    /// <summary>The date in the shop's zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The bookings that start on that date, by start.</summary>
    public required ImmutableArray<BookingMessage> Bookings { get; init; }

    /// <summary>How many bookings keep their time, those that are over included.</summary>
    public int Booked => Bookings.Count(booking => booking.Status.Occupies());

    /// <summary>How many of them are still to come.</summary>
    public int ToCome => Bookings.Count(booking =>
        booking.Status is BookingStatus.Held or BookingStatus.Confirmed && booking.Start >= Desk.Now);
}
