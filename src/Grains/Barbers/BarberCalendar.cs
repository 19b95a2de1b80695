using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Shops;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Hours;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Barbers;

/// <summary>A barber's state in the terms of the domain: when they work, and by which policy they are booked.</summary>
internal sealed class BarberCalendar
{
    private readonly WorkingHours _hours;
    private readonly TickRange[] _timeOff;

    public BarberCalendar(BarberState state)
    {
        var settings = state.Settings ?? throw new InvalidOperationException("This barber belongs to no shop yet.");
        ShopId = settings.ShopId;
        SettingsRevision = settings.Revision;
        Version = state.Version;
        Policy = settings.Policy.ToPolicy();
        Calendar = ShopCalendar.For(settings.TimeZone, Policy.SlotMinutes);
        _hours = state.Closed || state.Hours is null ? WorkingHours.Closed : ToHours(state.Hours);
        _timeOff =
        [
            .. state.TimeOff.Select(off => new TickRange(
                Tick.Containing(Instant.FromDateTimeOffset(off.From)),
                Tick.AtOrAfter(Instant.FromDateTimeOffset(off.To)))),
        ];
    }

    public Guid ShopId { get; }

    public long SettingsRevision { get; }

    public long Version { get; }

    public ShopPolicy Policy { get; }

    public ShopCalendar Calendar { get; }

    public Timeline Timeline(LocalDate firstDate, int days, IEnumerable<Occupancy> occupied) =>
        new(Calendar, _hours, _timeOff, firstDate, days, occupied);

    /// <summary>Hours as the domain has them; Monday first.</summary>
    public static WorkingHours ToHours(HoursMessage hours) => new(
        hours.Weekly.Select((day, index) => (Day: (IsoDayOfWeek)(index + 1), Intervals: ToIntervals(day)))
            .ToImmutableDictionary(pair => pair.Day, pair => pair.Intervals),
        hours.Exceptions.ToImmutableDictionary(
            exception => LocalDate.FromDateOnly(exception.Date),
            exception => ToIntervals(exception.Intervals)));

    private static ImmutableArray<LocalInterval> ToIntervals(ImmutableArray<IntervalMessage> intervals) =>
        [.. intervals.Select(interval => new LocalInterval(interval.FromMinute, interval.ToMinute))];
}
