using Ical.Net;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using IcalPeriod = Ical.Net.DataTypes.Period;
using Period = NodaTime.Period;

namespace BookedBarber.Calendars.Reading;

// How rules are followed, and why nobody can make us follow one for ever
//
// A rule recurs by the wall clock of its event, so Ical.Net is given times without a zone, and what they are in UTC is
// found out afterwards, by the zone that the file gives. Ical.Net walks from the event's start to where it is wanted,
// one interval after the other, and cannot be interrupted in that. So how far it would walk is reckoned first:
// FREQ=SECONDLY since 1970 is refused without a step. What a rule may ask for in one interval is the product of its
// lists, which has a bound as well, and so has the number of intervals in a row that have nothing.

/// <summary>The recurrence rules of RFC 5545, 3.3.10, within bounds.</summary>
internal static class Recurrences
{
    private static readonly EvaluationOptions Options = new()
    {
        MaxUnmatchedIncrementsLimit = CalendarLimits.MaxBarrenSteps,
    };

    /// <summary>
    /// The wall clock of each recurrence that begins from one on and before another, and not after the rule's end.
    /// </summary>
    /// <param name="line">The <c>RRULE</c>.</param>
    /// <param name="start">The first one, as it stands in the file.</param>
    /// <param name="from">Those before it are not wanted, and may come all the same.</param>
    /// <param name="to">Those from it on are not wanted.</param>
    /// <param name="budget">Pays for it.</param>
    public static IEnumerable<LocalDateTime> Of(
        ContentLine line, CalendarTime start, LocalDateTime from, LocalDateTime to, WorkBudget budget)
    {
        var rule = Parse(line.Value);
        var until = Until(rule, start);
        rule.Until = null;
        if (until < from || start.Local >= to) yield break;
        budget.Take(Steps(rule, start.Local, to), line.Number);

        var seed = new CalDateTime(start.Local.ToDateTimeUnspecified(), hasTime: !start.IsDate);
        var evaluated = new RecurrencePatternEvaluator(rule).Evaluate(
            seed, new CalDateTime(LocalDateTime.Max(from, start.Local).ToDateTimeUnspecified()), Options);
        using var occurrences = evaluated.GetEnumerator();
        while (Next(occurrences) is { } local)
        {
            budget.Take(1, line.Number);
            if (local >= to || local > until) yield break;
            yield return local;
        }
    }

    private static LocalDateTime? Next(IEnumerator<IcalPeriod> occurrences)
    {
        try
        {
            return occurrences.MoveNext()
                ? LocalDateTime.FromDateTime(occurrences.Current.StartTime.Value)
                : null;
        }
        catch (EvaluationOutOfRangeException)
        {
            // The next one would be after the year 9999.
            return null;
        }
        catch (EvaluationLimitExceededException)
        {
            throw new PartIgnoredException("has an RRULE that finds nothing for too long");
        }
    }

    private static RecurrenceRule Parse(string text)
    {
        if (text.Length > CalendarLimits.MaxRuleLength)
        {
            throw new PartIgnoredException($"has an RRULE of more than {CalendarLimits.MaxRuleLength} characters");
        }

        RecurrenceRule rule;
        try
        {
            rule = text.Contains("FREQ=", StringComparison.OrdinalIgnoreCase)
                ? new RecurrenceRule(text)
                : throw new FormatException();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The library has many ways to say that it does not understand.
            throw new PartIgnoredException("has an RRULE that cannot be understood");
        }

        if (rule.Interval < 1 || rule.Count < 1 || !InRange(rule))
        {
            throw new PartIgnoredException("has an RRULE with a number that is out of range");
        }

        return Candidates(rule) <= CalendarLimits.MaxCandidates
            ? rule
            : throw new PartIgnoredException("has an RRULE that asks for too many times at once");
    }

    private static bool InRange(RecurrenceRule rule) =>
        rule.BySecond.All(n => n is >= 0 and <= 60) && rule.ByMinute.All(n => n is >= 0 and <= 59)
        && rule.ByHour.All(n => n is >= 0 and <= 23) && rule.ByMonth.All(n => n is >= 1 and <= 12)
        && rule.ByMonthDay.All(n => n is >= -31 and <= 31 and not 0)
        && rule.ByYearDay.All(n => n is >= -366 and <= 366 and not 0)
        && rule.ByWeekNo.All(n => n is >= -53 and <= 53 and not 0)
        && rule.BySetPosition.All(n => n is >= -366 and <= 366 and not 0)
        && rule.ByDay.All(day => day.Offset is null or (>= -53 and <= 53));

    private static long Candidates(RecurrenceRule rule)
    {
        var product = 1L;
        foreach (var count in (int[])
            [
                rule.BySecond.Count, rule.ByMinute.Count, rule.ByHour.Count, rule.ByDay.Count, rule.ByMonthDay.Count,
                rule.ByYearDay.Count, rule.ByWeekNo.Count, rule.ByMonth.Count, rule.BySetPosition.Count,
            ])
        {
            product *= Math.Max(1, count);
        }

        return product;
    }

    /// <summary>How many intervals lie between the first recurrence and the last one wanted, by their weight.</summary>
    private static long Steps(RecurrenceRule rule, LocalDateTime start, LocalDateTime to)
    {
        var candidates = Candidates(rule);
        var (seconds, weight) = rule.Frequency switch
        {
            FrequencyType.Secondly => (1d, 1 + (candidates / 16)),
            FrequencyType.Minutely => (60d, 1 + (candidates / 16)),
            FrequencyType.Hourly => (3_600d, 1 + (candidates / 16)),
            FrequencyType.Daily => (86_400d, 1 + (candidates / 16)),
            FrequencyType.Weekly => (7 * 86_400d, 1 + (candidates / 8)),
            FrequencyType.Monthly => (28 * 86_400d, 1 + candidates),
            _ => (365 * 86_400d, 1 + candidates),
        };
        var intervals = Period.Between(start, to, PeriodUnits.Seconds).Seconds / (seconds * rule.Interval);
        if (rule.Count is { } count && candidates == 1) intervals = Math.Min(intervals, count);
        var steps = (intervals + 1) * weight;
        return steps <= CalendarLimits.MaxStepsOfRule
            ? (long)steps
            : throw new PartIgnoredException("has an RRULE that recurs more often than is followed");
    }

    private static LocalDateTime? Until(RecurrenceRule rule, CalendarTime start)
    {
        if (rule.Until is not { } until) return null;
        var local = LocalDateTime.FromDateTime(until.Value);

        // A date includes its last moment.
        if (!until.HasTime) return local.PlusHours(24).PlusTicks(-1);
        return until.IsUtc && !start.IsDate
            ? local.InUtc().WithZone(start.Zone).LocalDateTime
            : local;
    }
}
