using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Scheduling.Time;
using BookedBarber.Web.Staff;
using NodaTime;

namespace BookedBarber.Api.Pages;

/// <summary>When barbers cannot be booked on some days, as a calendar shows it.</summary>
internal static class StaffTimes
{
    private const int MinutesOfHour = 60;
    private const int HoursOfDay = 24;

    // Shown when nobody works on any of the days.
    private const int UsualFirstHour = 8;
    private const int UsualLastHour = 20;

    /// <summary>A calendar with the times of who has columns in it, and the hours around all that is worked.</summary>
    public static StaffCalendar WithTimes(
        this StaffCalendar calendar, IReadOnlyDictionary<Guid, BarberSchedule> schedules, DateTimeZone zone)
    {
        var days = Enumerable.Range(0, calendar.Days).Select(calendar.From.AddDays).ToList();
        var worked = schedules.Values.SelectMany(schedule => days.SelectMany(day => HoursOn(schedule, day))).ToList();
        return calendar with
        {
            FirstHour = worked.Count == 0
                ? UsualFirstHour
                : Math.Max(0, (worked.Min(hours => hours.FromMinute) / MinutesOfHour) - 1),
            LastHour = worked.Count == 0
                ? UsualLastHour
                : Math.Min(HoursOfDay, (worked.Max(hours => hours.ToMinute) - 1) / MinutesOfHour + 2),
            Times = [.. schedules.SelectMany(one =>
                days.SelectMany(day => Closed(one.Key, HoursOn(one.Value, day), day))
                    .Concat(Others(one.Key, one.Value, zone)
                        .Select(time => Within(time, calendar)).Where(time => time.From < time.To)))],
        };
    }

    private static ImmutableArray<IntervalMessage> HoursOn(BarberSchedule schedule, DateOnly day)
    {
        if (schedule.Hours is not { } hours)
        {
            return [];
        }

        const int daysOfWeek = 7;
        var exception = hours.Exceptions.FirstOrDefault(one => one.Date == day);
        return exception?.Intervals ?? hours.Weekly[((int)day.DayOfWeek + daysOfWeek - 1) % daysOfWeek];
    }

    private static IEnumerable<StaffTime> Closed(Guid barber, ImmutableArray<IntervalMessage> hours, DateOnly day)
    {
        const int minutesOfDay = HoursOfDay * MinutesOfHour;
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        StaffTime At(int from, int to) =>
            new(barber, StaffTimeKind.Closed, midnight.AddMinutes(from), midnight.AddMinutes(to));
        var closedFrom = 0;
        foreach (var open in hours.OrderBy(one => one.FromMinute))
        {
            if (open.FromMinute > closedFrom)
            {
                yield return At(closedFrom, open.FromMinute);
            }

            closedFrom = open.ToMinute;
        }

        if (closedFrom < minutesOfDay)
        {
            yield return At(closedFrom, minutesOfDay);
        }
    }

    private static IEnumerable<StaffTime> Others(Guid barber, BarberSchedule schedule, DateTimeZone zone)
    {
        DateTime OnClock(Instant instant) => instant.InZone(zone).ToDateTimeUnspecified();
        foreach (var off in schedule.TimeOff)
        {
            yield return new StaffTime(
                barber,
                StaffTimeKind.Off,
                OnClock(Instant.FromDateTimeOffset(off.From)),
                OnClock(Instant.FromDateTimeOffset(off.To)))
            {
                Id = off.Id,
                Reason = off.Reason,
            };
        }

        foreach (var busy in schedule.Busy.Chunk(2))
        {
            yield return new StaffTime(
                barber,
                StaffTimeKind.Busy,
                OnClock(Tick.ToInstant(busy[0])),
                OnClock(Tick.ToInstant(busy[1])));
        }
    }

    private static StaffTime Within(StaffTime time, StaffCalendar calendar)
    {
        var from = calendar.From.ToDateTime(TimeOnly.MinValue);
        var to = from.AddDays(calendar.Days);
        return time with { From = time.From < from ? from : time.From, To = time.To > to ? to : time.To };
    }
}
