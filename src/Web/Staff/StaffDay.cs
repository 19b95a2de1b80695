using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Web.Staff;

/// <summary>A day of a shop as its people see it.</summary>
public sealed record StaffDay
{
    /// <summary>The shop.</summary>
    public required ShopProfile Shop { get; init; }

    /// <summary>The date in the shop's zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The date that the shop's clock shows now.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The moment at which the page was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whose calendars are shown.</summary>
    public required ImmutableArray<BarberProfile> Barbers { get; init; }

    /// <summary>Whether the reader is a barber, who sees and books their own chair only.</summary>
    public required bool IsOneBarber { get; init; }

    /// <summary>Their bookings that start on that date, by start.</summary>
    public required ImmutableArray<BookingMessage> Bookings { get; init; }

    /// <summary>Where the reader sets things up: a barber their own calendar, others the shop.</summary>
    public required string SetupAddress { get; init; }

    /// <summary>What the browser sends with a change, so that we know it comes from our page.</summary>
    public required string AntiforgeryToken { get; init; }

    /// <summary>How many bookings keep their time, those that are over included.</summary>
    public int Booked => Bookings.Count(booking => booking.Status.Occupies());

    /// <summary>How many of them are still to come.</summary>
    public int ToCome => Bookings.Count(booking =>
        booking.Status is BookingStatus.Held or BookingStatus.Confirmed && booking.Start >= Now);
}
