using System.Collections.Immutable;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Hours;
using BookedBarber.Scheduling.Time;
using NodaTime;
using NodaTime.Text;

namespace BookedBarber.Scheduling.Tests;

/// <summary>Short ways to write down the things that tests are about.</summary>
internal static class Make
{
    /// <summary>An interval from "09:00-17:30".</summary>
    public static LocalInterval Interval(string text)
    {
        var parts = text.Split('-');
        return new LocalInterval(Minute(parts[0]), Minute(parts[1]));
    }

    /// <summary>The same intervals on every day of the week.</summary>
    public static WorkingHours EveryDay(params string[] intervals) =>
        EveryDay(intervals.Select(Interval).ToImmutableArray());

    public static WorkingHours EveryDay(ImmutableArray<LocalInterval> intervals) => new(
        Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None).ToDictionary(d => d, _ => intervals),
        ImmutableDictionary<LocalDate, ImmutableArray<LocalInterval>>.Empty);

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    /// <summary>An instant from "2026-12-01T09:00:00Z".</summary>
    public static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    public static int TickAt(string text) => Tick.Containing(At(text));

    /// <summary>The tick at which the wall clock shows a time, which must be neither skipped nor repeated.</summary>
    public static int LocalTick(ShopCalendar calendar, string local) =>
        Tick.Containing(LocalDateTimePattern.GeneralIso.Parse(local).Value.InZoneStrictly(calendar.Zone).ToInstant());

    public static Timeline Timeline(ShopCalendar calendar, WorkingHours hours, string date, int days = 1) =>
        new(calendar, hours, [], Date(date), days, []);

    /// <summary>All open starts of a day, whatever notice and horizon say.</summary>
    public static List<int> OpenTicks(Timeline timeline, LocalDate date, ServiceShape shape)
    {
        var day = timeline.Calendar.Day(date);
        var result = new ulong[OpenStarts.MaxDayWords];
        OpenStarts.Find(timeline.Free, timeline.FirstTick, day, shape, int.MinValue, int.MaxValue, result);
        return Ticks(result, day.FirstTick);
    }

    /// <summary>The ticks whose bits are set.</summary>
    public static List<int> Ticks(ReadOnlySpan<ulong> bits, int firstTick)
    {
        var ticks = new List<int>();
        for (var i = 0; i < bits.Length * 64; i++)
        {
            if ((bits[i / 64] >> (i % 64) & 1) != 0) ticks.Add(firstTick + i);
        }

        return ticks;
    }

    /// <summary>What the wall clock shows at ticks, as "HH:mm".</summary>
    public static IEnumerable<string> WallClock(ShopCalendar calendar, IEnumerable<int> ticks) =>
        ticks.Select(tick => Tick.ToInstant(tick).InZone(calendar.Zone).TimeOfDay.ToString("HH:mm", null));

    private static int Minute(string text)
    {
        var parts = text.Split(':');
        return (int.Parse(parts[0], null) * 60) + int.Parse(parts[1], null);
    }
}
