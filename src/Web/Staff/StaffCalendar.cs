using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Web.Staff;

/// <summary>A day or a week of a shop, or of one of its barbers, drawn to scale.</summary>
public sealed record StaffCalendar
{
    private const int DaysOfWeek = 7;

    /// <summary>The shop, and whose calendars the reader may see.</summary>
    public required StaffDesk Desk { get; init; }

    /// <summary>The day, or one of the week's, in the shop's zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Whether it is the whole week.</summary>
    public required bool IsWeek { get; init; }

    /// <summary>The only barber whose columns are shown; null for all.</summary>
    public required Guid? Barber { get; init; }

    /// <summary>The bookings that start on those days.</summary>
    public ImmutableArray<BookingMessage> Bookings { get; init; } = [];

    /// <summary>When whose columns cannot be booked.</summary>
    public ImmutableArray<StaffTime> Times { get; init; } = [];

    /// <summary>The first hour that is shown, 0 to 23.</summary>
    public int FirstHour { get; init; }

    /// <summary>The hour until which is shown, 1 to 24.</summary>
    public int LastHour { get; init; } = 24;

    /// <summary>The first day; weeks begin on Monday.</summary>
    public DateOnly From => IsWeek ? Date.AddDays(-(((int)Date.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek)) : Date;

    /// <summary>How many days it shows.</summary>
    public int Days => IsWeek ? DaysOfWeek : 1;

    /// <summary>Who has columns.</summary>
    public ImmutableArray<BarberProfile> Columns =>
        [.. Desk.Barbers.Where(barber => (Barber ?? barber.Id) == barber.Id)];
}
