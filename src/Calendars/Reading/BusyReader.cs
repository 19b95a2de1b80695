using System.Collections.Immutable;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Calendars.Reading;

/// <summary>What was read from a calendar: what it says, or why it was not taken.</summary>
public sealed record BusyReading
{
    /// <summary>Why it was not taken; null when it was.</summary>
    public CalendarProblem? Problem { get; init; }

    /// <summary>How many events it has, the ignored ones included.</summary>
    public int Events { get; init; }

    /// <summary>When somebody is busy within the window, in order; no two of them touch.</summary>
    public ImmutableArray<TickRange> Busy { get; init; } = [];

    /// <summary>What takes no time though it might have been meant to, by line; the first ones.</summary>
    public ImmutableArray<IgnoredPart> Ignored { get; init; } = [];

    /// <summary>How many parts were ignored, also those that are not named.</summary>
    public int IgnoredCount { get; init; }
}

/// <summary>Reads calendars (RFC 5545) of others: when are they busy?</summary>
public sealed class BusyReader
{
    private readonly Instant _from;
    private readonly Instant _to;
    private readonly WorkBudget _budget;
    private readonly ZoneTable _zones;
    private readonly List<IgnoredPart> _ignored = [];
    private readonly List<TickRange> _busy = [];
    private int _ignoredCount;
    private int _events;

    private BusyReader(DateTimeZone shopZone, Instant from, Instant to, CancellationToken deadline)
    {
        (_from, _to) = (from, to);
        _budget = new WorkBudget(deadline);
        _zones = new ZoneTable(shopZone, from, to, _budget, Ignore);
    }

    /// <summary>
    /// Reads a calendar. It never throws for what stands in the text, and what it may cost has bounds: see
    /// <see cref="CalendarLimits"/>.
    /// </summary>
    /// <param name="text">The file.</param>
    /// <param name="shopZone">Whose dates, and times without a zone, are meant.</param>
    /// <param name="from">What ends before it is left out.</param>
    /// <param name="to">What begins after it is left out.</param>
    /// <param name="deadline">Ends it early, as a problem.</param>
    public static BusyReading Read(
        string text, DateTimeZone shopZone, Instant from, Instant to, CancellationToken deadline = default)
    {
        try
        {
            return new BusyReader(shopZone, from, to, deadline).Read(text);
        }
        catch (CalendarRefusedException exception)
        {
            return new BusyReading { Problem = exception.Problem };
        }
    }

    private BusyReading Read(string text)
    {
        foreach (var calendar in new ComponentReader(Ignore).Read(text))
        {
            foreach (var zone in calendar.Children.Where(child => child.Name == "VTIMEZONE")) _zones.Define(zone);
            foreach (var other in calendar.Children
                .Where(child => child.Name is not ("VTIMEZONE" or "VEVENT" or "VFREEBUSY"))
                .GroupBy(child => child.Name))
            {
                Ignore(new IgnoredPart(other.First().Line, other.Key, $"is no event ({other.Count()} of them)"));
            }

            ReadEvents(calendar);
            foreach (var freeBusy in calendar.Children.Where(child => child.Name == "VFREEBUSY"))
            {
                Guarded(freeBusy, () => ReadFreeBusy(freeBusy));
            }
        }

        Join();
        return new BusyReading
        {
            Events = _events,
            Busy = [.. _busy],
            Ignored = [.. _ignored.OrderBy(part => part.Line)],
            IgnoredCount = _ignoredCount,
        };
    }

    private void ReadEvents(Component calendar)
    {
        var events = new List<(BusyEvent Event, Component Component)>();
        var cancels = calendar.Find("METHOD")?.Value.Trim().ToUpperInvariant() == "CANCEL";
        foreach (var component in calendar.Children.Where(child => child.Name == "VEVENT"))
        {
            _events++;
            Guarded(component, () => events.Add(cancels
                ? throw new PartIgnoredException("is cancelled, as all of this calendar")
                : (new BusyEvent(component, _zones), component)));
        }

        foreach (var group in events.GroupBy(e => e.Event.Uid ?? $"\n{e.Event.Line}"))
        {
            // An older version of the same event counts no longer.
            var newest = group.Where(e => e.Event.Replaces is null)
                .Select(e => e.Event.Sequence).DefaultIfEmpty().Max();
            var replacements = group.Where(e => e.Event.Replaces is not null).Select(e => e.Event).ToList();
            foreach (var (one, component) in group.Where(e => e.Event.Replaces is null && e.Event.Sequence == newest))
            {
                Guarded(component, () => TakeRecurrences(one, replacements));
            }

            foreach (var (one, component) in group.Where(e => e.Event.Replaces is not null && e.Event.IsBusy))
            {
                Guarded(component, () => Take(one.Once.Start, one.Once.End));
            }
        }
    }

    private void TakeRecurrences(BusyEvent one, List<BusyEvent> replacements)
    {
        var future = replacements.Where(r => r.AndFuture).OrderBy(r => r.Replaces!.Value.Instant).ToList();
        if (!one.IsBusy && future.Count == 0) return;
        if (!one.TakesTime && !one.Recurs) throw new PartIgnoredException("ends when it begins");
        var (times, dates) = one.Exceptions(_budget);
        _budget.Take(replacements.Count, one.Line);
        foreach (var replacement in replacements)
        {
            if (replacement.Replaces is not { } replaced) continue;
            if (replaced.IsDate) dates.Add(replaced.Local.Date);
            else times.Add(replaced.Instant);
        }

        foreach (var (local, start, end) in one.Recurrences(_from, _to, _budget))
        {
            if (times.Contains(start) || dates.Contains(local.Date)) continue;
            if (future.LastOrDefault(r => r.Replaces!.Value.Instant <= start) is { } instead)
            {
                _budget.Take(future.Count / 16, one.Line);
                TakeShifted(instead, start);
                continue;
            }

            if (one.IsBusy) Take(start, end);
        }
    }

    // All that follow move as the one did that was changed.
    private void TakeShifted(BusyEvent instead, Instant start)
    {
        if (!instead.IsBusy) return;
        var zone = instead.Start.Zone;
        var before = instead.Replaces!.Value.Instant.InZone(zone).LocalDateTime;
        var shift = Period.Between(before, instead.Start.Local, PeriodUnits.Seconds);
        var shifted = start.InZone(zone).LocalDateTime.Plus(shift);
        Take(instead.Start.At(shifted), instead.EndAfter(shifted));
    }

    private void ReadFreeBusy(Component component)
    {
        foreach (var line in component.All("FREEBUSY"))
        {
            if (string.Equals(line.Parameter("FBTYPE"), "FREE", StringComparison.OrdinalIgnoreCase)) continue;
            foreach (var period in line.Value.Split(','))
            {
                _budget.Take(1, line.Number);
                if (period.Split('/') is not [var from, var to])
                {
                    throw new PartIgnoredException("has a FREEBUSY that is not a period");
                }

                var start = CalendarValues.Time(from, line.Name, _zones.Of(line), _zones.ShopZone);
                Take(start.Instant, BusyEvent.PeriodEnd(start, to, line.Name, _zones));
            }
        }
    }

    private void Take(Instant start, Instant end)
    {
        if (end <= start || end <= _from || start >= _to) return;
        _busy.Add(TickRange.Covering(Instant.Max(start, _from), Instant.Min(end, _to)));
        if (_busy.Count > CalendarLimits.MaxIntervals * 8) Join();
    }

    private void Join()
    {
        BusyIntervals.Join(_busy);
        if (_busy.Count > CalendarLimits.MaxIntervals)
        {
            throw new CalendarRefusedException(0, $"must have at most {CalendarLimits.MaxIntervals} busy intervals");
        }
    }

    private void Guarded(Component component, Action read)
    {
        try
        {
            read();
        }
        catch (PartIgnoredException exception)
        {
            Ignore(new IgnoredPart(component.Line, component.Name, exception.Message));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException
            or OverflowException or Ical.Net.Evaluation.EvaluationException)
        {
            // Dates at the end of the calendar, zones that jump about: the libraries have their own bounds.
            Ignore(new IgnoredPart(component.Line, component.Name, "has times that cannot be reckoned with"));
        }
    }

    private void Ignore(IgnoredPart part)
    {
        _ignoredCount++;
        if (_ignored.Count < CalendarLimits.MaxNamed) _ignored.Add(part);
    }
}
