using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Shops;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Hours;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Barbers;

/// <summary>What may be said of a barber's hours and time off.</summary>
internal static class HoursRules
{
    public const int MaxExceptions = 1_000;

    public static Problem? Check(HoursMessage hours)
    {
        if (hours.Weekly.Length != 7)
        {
            return Problem.Invalid("weekly", "must have only the days monday to sunday");
        }

        if (hours.Exceptions.Length > MaxExceptions)
        {
            return Problem.Invalid("exceptions", $"must not be more than {MaxExceptions}");
        }

        var dates = new HashSet<DateOnly>();
        for (var i = 0; i < hours.Exceptions.Length; i++)
        {
            var date = hours.Exceptions[i].Date;
            if (!dates.Add(date))
            {
                return Problem.Invalid($"exceptions[{i}].date", "must not be named twice");
            }

            if (!ShopCalendar.Has(LocalDate.FromDateOnly(date)))
            {
                return Problem.Invalid($"exceptions[{i}].date", $"must be after {ShopCalendar.MinDate:uuuu'-'MM'-'dd}");
            }
        }

        var problems = WorkingHours.Check(
            hours.ByWeekday(), ImmutableDictionary<LocalDate, ImmutableArray<LocalInterval>>.Empty).ToList();
        for (var i = 0; i < hours.Exceptions.Length; i++)
        {
            LocalIntervals.Check(
                $"exceptions[{i}].intervals", HoursMapping.ToIntervals(hours.Exceptions[i].Intervals), problems);
        }

        return problems.ToProblem();
    }

    public static Problem? Check(TimeOffMessage timeOff)
    {
        foreach (var (field, moment) in new[] { ("from", timeOff.From), ("to", timeOff.To) })
        {
            if (!ShopCalendar.Has(Instant.FromDateTimeOffset(moment).InUtc().Date))
            {
                return Problem.Invalid(field, "must be a moment that the calendar has");
            }
        }

        if (timeOff.To <= timeOff.From)
        {
            return Problem.Invalid("to", "must be after from");
        }

        if (timeOff.To - timeOff.From > TimeSpan.FromDays(366))
        {
            return Problem.Invalid("to", "must be at most 366 days after from");
        }

        var problems = new List<FieldProblem>();
        Text.CheckLines("reason", timeOff.Reason, Text.MaxNotes, problems);
        return problems.ToProblem();
    }
}
