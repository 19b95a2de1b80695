using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Ledger.Queries;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Barbers;

/// <summary>
/// What a barber's grain keeps hot: the timeline as of one version, and the deadlines of its holds. It changes only
/// after a commit, never before.
/// </summary>
internal sealed class BarberMemory
{
    // Yesterday, so that what runs past midnight counts; and one day past the horizon, so that what starts on its last
    // evening can end.
    private const int DaysBefore = 1;
    private const int DaysAfter = 2;

    // Most barbers have no hold, and there are many barbers.
    private SortedDictionary<Guid, Instant>? _holds;

    private BarberMemory(BarberCalendar calendar, LocalDate today, Timeline timeline, TimelineVersion version)
    {
        Calendar = calendar;
        Today = today;
        Timeline = timeline;
        Version = version;
    }

    public BarberCalendar Calendar { get; }

    public LocalDate Today { get; }

    public Timeline Timeline { get; }

    public TimelineVersion Version { get; private set; }

    public int OpenHolds => _holds?.Count ?? 0;

    public Instant? NextHoldExpiry => _holds is { Count: > 0 } ? _holds.Values.Min() : null;

    /// <summary>The deadline of the hold that takes a tick, if one does.</summary>
    public Instant? HoldExpiry(int tick)
    {
        foreach (var (bookingId, deadline) in _holds ?? [])
        {
            if (Timeline.Occupied.Any(o => o.BookingId == bookingId && o.From <= tick && tick < o.To))
            {
                return deadline;
            }
        }

        return null;
    }

    /// <summary>The range of time that is to be loaded for a given day.</summary>
    public static (Instant From, Instant To) RangeOn(BarberCalendar calendar, LocalDate today) => (
        Tick.ToInstant(calendar.Calendar.Day(today.PlusDays(-DaysBefore)).FirstTick),
        Tick.ToInstant(calendar.Calendar.Day(today.PlusDays(calendar.Policy.HorizonDays + DaysAfter)).EndTick));

    public static BarberMemory Build(BarberCalendar calendar, LocalDate today, BarberTimeline loaded)
    {
        var memory = new BarberMemory(
            calendar,
            today,
            calendar.Timeline(
                today.PlusDays(-DaysBefore),
                DaysBefore + calendar.Policy.HorizonDays + DaysAfter,
                loaded.Bookings.Select(OccupancyOf)),
            new TimelineVersion { Ledger = loaded.Version, Hours = calendar.Version });
        foreach (var booking in loaded.Bookings)
        {
            if (booking.HoldExpiresAt is { } deadline)
            {
                memory.Hold(booking.BookingId, deadline);
            }
        }

        return memory;
    }

    /// <summary>The holds whose deadline has passed.</summary>
    public IReadOnlyList<Guid> DueHolds(Instant now) =>
        _holds is { Count: > 0 } ? [.. _holds.Where(hold => hold.Value <= now).Select(hold => hold.Key)] : [];

    /// <summary>Takes time, as committed with a version.</summary>
    public void Occupy(Occupancy occupancy, Instant? holdExpiresAt, long ledgerVersion)
    {
        Timeline.Occupy(occupancy);
        if (holdExpiresAt is { } deadline)
        {
            Hold(occupancy.BookingId, deadline);
        }

        Advance(ledgerVersion);
    }

    /// <summary>Gives time back, as committed with a version; the range that was given back.</summary>
    public TickRange Release(Guid bookingId, long ledgerVersion)
    {
        _holds?.Remove(bookingId);
        Timeline.Release(bookingId, out var range);
        Advance(ledgerVersion);
        return range;
    }

    /// <summary>A booking took a step that keeps its time, as committed with a version.</summary>
    public void Confirm(Guid bookingId, long ledgerVersion)
    {
        _holds?.Remove(bookingId);
        Advance(ledgerVersion);
    }

    private void Hold(Guid bookingId, Instant deadline) => (_holds ??= [])[bookingId] = deadline;

    private void Advance(long ledgerVersion) => Version = Version with { Ledger = ledgerVersion };

    private static Occupancy OccupancyOf(OccupiedTime booking) =>
        new(booking.BookingId, Tick.Containing(booking.From), Tick.AtOrAfter(booking.To));
}
