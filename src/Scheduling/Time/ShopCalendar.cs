using System.Collections.Concurrent;
using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace BookedBarber.Scheduling.Time;

/// <summary>
/// The days of a time zone on a slot grid. Safe for all threads, and one instance serves every shop with the same zone
/// and grid, so a barber's hot state holds a reference and no calendar of its own.
/// </summary>
public sealed class ShopCalendar
{
    private const int MaxCalendars = 4_096;

    // The longest horizon, the year of history that staff look back on, and room for strays.
    private const int MaxDays = 1_024;

    private static readonly FrozenSet<string> ZoneIds = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet();
    private static readonly ConcurrentDictionary<(string Zone, int SlotMinutes), ShopCalendar> Calendars = new();

    private readonly ConcurrentDictionary<LocalDate, CalendarDay> _days = new();

    private ShopCalendar(string timeZoneId, int slotMinutes)
    {
        Zone = DateTimeZoneProviders.Tzdb[timeZoneId];
        SlotMinutes = slotMinutes;
    }

    /// <summary>The first date that a calendar has: before it, offsets were not yet whole ticks everywhere.</summary>
    public static LocalDate MinDate { get; } = new(1973, 1, 1);

    /// <summary>The last date that a calendar has.</summary>
    public static LocalDate MaxDate { get; } = new(9998, 12, 31);

    /// <summary>The zone, from the tz database.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Starts lie at multiples of this many minutes of the local day.</summary>
    public int SlotMinutes { get; }

    /// <summary>The calendar of a zone and grid; the same instance for the same arguments while it is in use.</summary>
    /// <param name="timeZoneId">An IANA name, for example <c>Europe/Berlin</c>.</param>
    /// <param name="slotMinutes">A multiple of 5, 5 to 1440.</param>
    /// <exception cref="ArgumentException">The zone is unknown, or the slot length is not allowed.</exception>
    public static ShopCalendar For(string timeZoneId, int slotMinutes)
    {
        if (Calendars.TryGetValue((timeZoneId, slotMinutes), out var calendar)) return calendar;
        if (!IsTimeZone(timeZoneId))
            throw new ArgumentException($"'{timeZoneId}' is not a zone of the tz database.", nameof(timeZoneId));
        if (slotMinutes is < Tick.Minutes or > 1440 || slotMinutes % Tick.Minutes != 0)
            throw new ArgumentOutOfRangeException(nameof(slotMinutes), slotMinutes, "Must be a multiple of 5.");
        if (Calendars.Count >= MaxCalendars) Calendars.Clear();
        return Calendars.GetOrAdd((timeZoneId, slotMinutes), static key => new ShopCalendar(key.Zone, key.SlotMinutes));
    }

    /// <summary>
    /// The zones of the tz database that people live in, by name (its zone.tab), and UTC. Older names and fixed offsets
    /// are zones as well, but nobody needs to be offered them.
    /// </summary>
    public static IReadOnlyList<string> TimeZones { get; } =
    [
        .. TzdbDateTimeZoneSource.Default.ZoneLocations!.Select(place => place.ZoneId).Append("UTC").Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a string names a zone of the tz database. Case matters, as it does there.</summary>
    public static bool IsTimeZone(string? id) => id is not null && ZoneIds.Contains(id);

    /// <summary>Whether a date lies between <see cref="MinDate"/> and <see cref="MaxDate"/>.</summary>
    public static bool Has(LocalDate date) =>
        date.Calendar == CalendarSystem.Iso && date >= MinDate && date <= MaxDate;

    /// <summary>One date, built on first use.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The date is not one that <see cref="Has"/> accepts.</exception>
    public CalendarDay Day(LocalDate date)
    {
        if (_days.TryGetValue(date, out var day)) return day;
        if (!Has(date)) throw new ArgumentOutOfRangeException(nameof(date), date, $"Not in {MinDate} to {MaxDate}.");
        if (_days.Count >= MaxDays) _days.Clear();
        return _days.GetOrAdd(date, static (key, self) => CalendarDay.Build(self.Zone, key, self.SlotMinutes), this);
    }

    /// <summary>The date that the wall clock shows at an instant.</summary>
    public LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    /// <summary>The date that the wall clock shows when a tick starts.</summary>
    public LocalDate DateOf(int tick) => DateOf(Tick.ToInstant(tick));
}
