using System.Collections.Immutable;
using BookedBarber.Scheduling.Hours;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.ClockChanges;

/// <summary>A moment at which a zone's clocks change.</summary>
public sealed record ClockChange(DateTimeZone Zone, Instant At, Offset Before, Offset After)
{
    private static readonly Instant From = Instant.FromUtc(2020, 1, 1, 0, 0);
    private static readonly Instant To = Instant.FromUtc(2038, 1, 1, 0, 0);

    /// <summary>Every zone of the tz database with a transition between 2020 and 2037, aliases included.</summary>
    public static IEnumerable<string> Zones() =>
        DateTimeZoneProviders.Tzdb.Ids.Where(id => In(id).Any());

    /// <summary>Its transitions between 2020 and 2037.</summary>
    public static IEnumerable<ClockChange> In(string zoneId)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var intervals = zone.GetZoneIntervals(From, To).ToList();
        return intervals.Zip(intervals.Skip(1))
            .Where(pair => pair.First.WallOffset != pair.Second.WallOffset)
            .Select(pair => new ClockChange(
                zone, pair.Second.Start, pair.First.WallOffset, pair.Second.WallOffset));
    }

    /// <summary>The wall clock that would have been shown, and the one that is.</summary>
    public (LocalDateTime Old, LocalDateTime New) Clock =>
        (At.WithOffset(Before).LocalDateTime, At.WithOffset(After).LocalDateTime);

    /// <summary>Whether it falls on a 5-minute tick. All do but some of Antarctica/Casey's, at 00:01.</summary>
    public bool IsOnTick => Tick.IsAligned(At);

    /// <summary>Whether it falls within a tick, so that parts of the tick show different times.</summary>
    public bool IsWithin(int tick) => !IsOnTick && Tick.Containing(At) == tick;

    /// <summary>The day before the earlier of the two dates that the change touches.</summary>
    public LocalDate FirstDate => LocalDate.Min(Clock.Old.Date, Clock.New.Date).PlusDays(-1);

    /// <summary>Dates from the first to the day after the later date that the change touches.</summary>
    public int Days => Period.DaysBetween(FirstDate, LocalDate.Max(Clock.Old.Date, Clock.New.Date)) + 2;

    /// <summary>Working hours that the change cuts in different ways; the same on every day of the week.</summary>
    public IEnumerable<WorkingHours> StraddlingHours()
    {
        var (low, high) = (MinuteOf(LocalDateTime.Min(Clock.Old, Clock.New)),
            MinuteOf(LocalDateTime.Max(Clock.Old, Clock.New)));
        yield return Make.EveryDay("00:00-24:00");
        yield return Make.EveryDay("00:00-04:00", "22:30-24:00");
        if (low >= high) yield break;

        // Ends within the change and begins again within it, where it is long enough for that.
        var middle = (low + high) / 2 / 5 * 5;
        yield return Make.EveryDay(Sorted((low - 65, middle), (middle + 5, high + 95)));
        yield return Make.EveryDay(Sorted((low - 30, low), (low, high), (high, high + 30)));
        yield return Make.EveryDay(Sorted((low, high)));
    }

    private static int MinuteOf(LocalDateTime time) => ((time.Hour * 60) + time.Minute) / 5 * 5;

    private static ImmutableArray<LocalInterval> Sorted(params (int From, int To)[] intervals) =>
    [
        .. intervals
            .Select(i => new LocalInterval(Math.Max(i.From, 0), Math.Min(i.To, LocalInterval.DayMinutes)))
            .Where(i => i.FromMinute < i.ToMinute),
    ];
}
