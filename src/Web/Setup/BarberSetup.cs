using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Web.Setup;

/// <summary>A barber as their set-up shows them.</summary>
public sealed record BarberSetup
{
    /// <summary>The barber.</summary>
    public required BarberProfile Barber { get; init; }

    /// <summary>Working hours; null until they are set.</summary>
    public required HoursMessage? Hours { get; init; }

    /// <summary>Time off that has not passed, by start, on the clock of the shop.</summary>
    public required ImmutableArray<TimeOffMessage> TimeOff { get; init; }

    /// <summary>The calendars in which they are busy.</summary>
    public required ImmutableArray<BusyCalendarMessage> Calendars { get; init; }

    /// <summary>Where calendar programs subscribe to their bookings; a secret.</summary>
    public required string FeedAddress { get; init; }

    /// <summary>Whether the reader may change who they are and when they work.</summary>
    public required bool MayChange { get; init; }
}
