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
        _hours = state.Closed || state.Hours is null
            ? WorkingHours.Closed
            : new WorkingHours(state.Hours.ByWeekday(), state.Hours.ByDate());
        _timeOff =
        [
            .. state.TimeOff.Select(off => TickRange.Covering(
                Instant.FromDateTimeOffset(off.From), Instant.FromDateTimeOffset(off.To))),
            .. BusyTimes(state),
        ];
    }

    // To the timeline it is all the same why a barber is away.
    private static IEnumerable<TickRange> BusyTimes(BarberState state)
    {
        for (var i = 0; i + 1 < state.Busy.Length; i += 2)
        {
            yield return new TickRange(state.Busy[i], state.Busy[i + 1]);
        }
    }

    public Guid ShopId { get; }

    public long SettingsRevision { get; }

    public long Version { get; }

    public ShopPolicy Policy { get; }

    public ShopCalendar Calendar { get; }

    public Timeline Timeline(LocalDate firstDate, int days, IEnumerable<Occupancy> occupied) =>
        new(Calendar, _hours, _timeOff, firstDate, days, occupied);
}
