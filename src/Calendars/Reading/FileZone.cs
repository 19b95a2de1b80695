using NodaTime;
using NodaTime.TimeZones;

namespace BookedBarber.Calendars.Reading;

/// <summary>A time zone as a file defines it (<c>VTIMEZONE</c>), in the years around a window.</summary>
internal sealed class FileZone : DateTimeZone
{
    // As far back as an event can have begun that still lasts, and the year in which the offset before it began.
    private static readonly Duration Before = Duration.FromDays(CalendarSpan.MaxDays + 800);
    private static readonly Duration After = Duration.FromDays(800);

    private readonly ZoneInterval[] _intervals;

    private FileZone(string id, ZoneInterval[] intervals)
        : base(id, intervals.Length == 1, intervals.Min(i => i.WallOffset), intervals.Max(i => i.WallOffset)) =>
        _intervals = intervals;

    /// <summary>Reads a definition.</summary>
    public static FileZone Read(string id, Component definition, Instant from, Instant to, WorkBudget budget)
    {
        var changes = new SortedDictionary<Instant, (Offset Before, Offset After)>();
        foreach (var observance in definition.Children.Where(child => child.Name is "STANDARD" or "DAYLIGHT"))
        {
            var before = CalendarValues.Offset(Required(observance, "TZOFFSETFROM").Value);
            var after = CalendarValues.Offset(Required(observance, "TZOFFSETTO").Value);
            foreach (var onset in Onsets(observance, before, from, to, budget)) changes[onset] = (before, after);
        }

        if (changes.Count == 0) throw new PartIgnoredException("says of no time what its offset is");
        var intervals = new List<ZoneInterval>();
        Instant? start = null;
        var offset = changes.First().Value.Before;
        foreach (var (onset, change) in changes)
        {
            intervals.Add(new ZoneInterval(id, start, onset, offset, Offset.Zero));
            (start, offset) = (onset, change.After);
        }

        intervals.Add(new ZoneInterval(id, start, null, offset, Offset.Zero));
        return new FileZone(id, [.. intervals]);
    }

    /// <inheritdoc/>
    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var (low, high) = (0, _intervals.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_intervals[middle].HasEnd && _intervals[middle].End <= instant) low = middle + 1;
            else high = middle;
        }

        return _intervals[low];
    }

    private static IEnumerable<Instant> Onsets(
        Component observance, Offset before, Instant from, Instant to, WorkBudget budget)
    {
        // Onsets are told by the wall clock before the change, which knows no summer time.
        var clock = ForOffset(before);
        var start = CalendarValues.Time(Required(observance, "DTSTART").Value, "DTSTART", clock, clock);
        var (first, last) = ((from - Before).InZone(clock).LocalDateTime, (to + After).InZone(clock).LocalDateTime);
        yield return start.Instant;
        foreach (var rule in observance.All("RRULE"))
        {
            foreach (var local in Recurrences.Of(rule, start, first, last, budget)) yield return start.At(local);
        }

        foreach (var dates in observance.All("RDATE"))
        {
            foreach (var date in dates.Value.Split(','))
            {
                budget.Take(1, dates.Number);
                yield return CalendarValues.Time(date, "RDATE", clock, clock).Instant;
            }
        }
    }

    private static ContentLine Required(Component component, string property) =>
        component.Find(property) ?? throw new PartIgnoredException($"has no {property} in its {component.Name}");
}
