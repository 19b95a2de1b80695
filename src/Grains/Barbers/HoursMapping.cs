using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Scheduling.Hours;
using NodaTime;

namespace BookedBarber.Grains.Barbers;

/// <summary>From the message about working hours to the terms of the domain.</summary>
internal static class HoursMapping
{
    /// <summary>By weekday; the message has Monday first.</summary>
    public static ImmutableDictionary<IsoDayOfWeek, ImmutableArray<LocalInterval>> ByWeekday(this HoursMessage hours) =>
        hours.Weekly.Select((day, index) => (Day: (IsoDayOfWeek)(index + 1), Intervals: ToIntervals(day)))
            .ToImmutableDictionary(pair => pair.Day, pair => pair.Intervals);

    /// <summary>By date; no date may be named twice.</summary>
    public static ImmutableDictionary<LocalDate, ImmutableArray<LocalInterval>> ByDate(this HoursMessage hours) =>
        hours.Exceptions.ToImmutableDictionary(
            exception => LocalDate.FromDateOnly(exception.Date),
            exception => ToIntervals(exception.Intervals));

    /// <summary>The intervals of one day.</summary>
    public static ImmutableArray<LocalInterval> ToIntervals(ImmutableArray<IntervalMessage> intervals) =>
        [.. intervals.Select(interval => new LocalInterval(interval.FromMinute, interval.ToMinute))];
}
