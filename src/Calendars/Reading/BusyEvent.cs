using NodaTime;

namespace BookedBarber.Calendars.Reading;

/// <summary>A <c>VEVENT</c>: when it is, and whether it takes time.</summary>
internal sealed class BusyEvent
{
    private readonly Component _component;
    private readonly CalendarSpan _span;
    private readonly ZoneTable _zones;

    public BusyEvent(Component component, ZoneTable zones)
    {
        _component = component;
        _zones = zones;
        var start = component.Find("DTSTART") ?? throw new PartIgnoredException("has no DTSTART");
        Start = CalendarValues.Time(start.Value, start.Name, zones.Of(start), zones.ShopZone);
        _span = ReadSpan();
        Uid = component.Find("UID")?.Value.Trim();
        Sequence = long.TryParse(component.Find("SEQUENCE")?.Value, out var sequence) ? sequence : 0;
        IsBusy = !Says("TRANSP", "TRANSPARENT") && !Says("STATUS", "CANCELLED");
        if (component.Find("RECURRENCE-ID") is { } replaced)
        {
            Replaces = Time(replaced);
            AndFuture = string.Equals(replaced.Parameter("RANGE"), "THISANDFUTURE", StringComparison.OrdinalIgnoreCase);
        }
    }

    public int Line => _component.Line;

    public string? Uid { get; }

    public long Sequence { get; }

    /// <summary>Whether it takes time: neither transparent nor cancelled.</summary>
    public bool IsBusy { get; }

    public CalendarTime Start { get; }

    /// <summary>The recurrence that this one stands for; null for the event itself.</summary>
    public CalendarTime? Replaces { get; }

    /// <summary>Whether it stands for all recurrences after that as well.</summary>
    public bool AndFuture { get; }

    public bool TakesTime => _span.Days > 0 || _span.Time > Duration.Zero;

    public bool Recurs => _component.Find("RRULE") is not null || _component.Find("RDATE") is not null;

    /// <summary>When it ends if it begins at this wall clock.</summary>
    public Instant EndAfter(LocalDateTime local) => _span.After(Start, local);

    /// <summary>The time of the event itself, or of the one recurrence that it stands for.</summary>
    public Interval Once => new(Start.Instant, EndAfter(Start.Local));

    /// <summary>All recurrences that touch a window, and perhaps some that do not: each start, with its end.</summary>
    public IEnumerable<(LocalDateTime Local, Instant Start, Instant End)> Recurrences(
        Instant from, Instant to, WorkBudget budget)
    {
        var zone = Start.Zone;
        var first = (from - _span.Longest).InZone(zone).LocalDateTime;
        var last = to.InZone(zone).LocalDateTime.PlusDays(1);
        yield return (Start.Local, Start.Instant, EndAfter(Start.Local));
        foreach (var rule in _component.All("RRULE"))
        {
            foreach (var local in Reading.Recurrences.Of(rule, Start, first, last, budget))
            {
                if (local != Start.Local) yield return (local, Start.At(local), EndAfter(local));
            }
        }

        foreach (var line in _component.All("RDATE"))
        {
            foreach (var text in line.Value.Split(','))
            {
                budget.Take(1, line.Number);
                if (ReadDate(line, text) is { } date) yield return date;
            }
        }
    }

    /// <summary>What is left out of the recurrences: instants, and dates on which there is none.</summary>
    public (HashSet<Instant> Times, HashSet<LocalDate> Dates) Exceptions(WorkBudget budget)
    {
        var (times, dates) = (new HashSet<Instant>(), new HashSet<LocalDate>());
        foreach (var line in _component.All("EXDATE"))
        {
            foreach (var text in line.Value.Split(','))
            {
                budget.Take(1, line.Number);
                if (string.IsNullOrWhiteSpace(text)) continue;
                var time = CalendarValues.Time(text, "EXDATE", ZoneOf(line), _zones.ShopZone);
                if (time.IsDate) dates.Add(time.Local.Date);
                else times.Add(time.Instant);
            }
        }

        return (times, dates);
    }

    private (LocalDateTime Local, Instant Start, Instant End)? ReadDate(ContentLine line, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var parts = text.Split('/');
        var start = CalendarValues.Time(parts[0], "RDATE", ZoneOf(line), _zones.ShopZone);
        var local = start.Instant.InZone(Start.Zone).LocalDateTime;
        var end = parts.Length == 2 ? PeriodEnd(start, parts[1], "RDATE", _zones) : _span.After(start, start.Local);
        return (local, start.Instant, end);
    }

    /// <summary>The end of a <c>PERIOD</c>: a time, or a length.</summary>
    public static Instant PeriodEnd(CalendarTime start, string text, string property, ZoneTable zones) =>
        text.TrimStart() is ['P' or 'p' or '+', ..]
            ? CalendarValues.Span(text, property).After(start, start.Local)
            : CalendarValues.Time(text, property, start.Zone, zones.ShopZone).Instant;

    private CalendarSpan ReadSpan()
    {
        if (_component.Find("DTEND") is { } line)
        {
            var end = Time(line);
            if (end.IsDate && Start.IsDate)
            {
                var days = Period.DaysBetween(Start.Local.Date, end.Local.Date);

                // One day is what programs mean that give both with the same date.
                return days >= 0
                    ? CalendarValues.Bounded(Math.Max(1, days), Duration.Zero, "DTEND")
                    : throw new PartIgnoredException("has a DTEND before its DTSTART");
            }

            return end.Instant >= Start.Instant
                ? CalendarValues.Bounded(0, end.Instant - Start.Instant, "DTEND")
                : throw new PartIgnoredException("has a DTEND before its DTSTART");
        }

        if (_component.Find("DURATION") is { } duration) return CalendarValues.Span(duration.Value, "DURATION");
        return new CalendarSpan(Start.IsDate ? 1 : 0, Duration.Zero);
    }

    private CalendarTime Time(ContentLine line) =>
        CalendarValues.Time(line.Value, line.Name, ZoneOf(line), _zones.ShopZone);

    // Some programs name the zone at the start alone.
    private DateTimeZone ZoneOf(ContentLine line) => line.Parameter("TZID") is null ? Start.Zone : _zones.Of(line);

    private bool Says(string property, string value) =>
        string.Equals(_component.Find(property)?.Value.Trim(), value, StringComparison.OrdinalIgnoreCase);
}
