using BookedBarber.Scheduling.Hours;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.ClockChanges;

/// <summary>
/// The oracle: what the wall clock shows around a change, asked of NodaTime minute by minute, with nothing of the code
/// under test.
/// </summary>
internal sealed class WallClock
{
    private const int DayMinutes = 24 * 60;

    private readonly int[] _minuteOfDay;

    public WallClock(ClockChange change)
    {
        var from = change.FirstDate.AtStartOfDayInZone(change.Zone).ToInstant();
        var to = change.FirstDate.PlusDays(change.Days).AtStartOfDayInZone(change.Zone).ToInstant();
        FirstTick = Tick.Containing(from);
        _minuteOfDay = new int[(int)(to - from).TotalMinutes];
        for (var i = 0; i < _minuteOfDay.Length; i++)
        {
            var instant = from.Plus(Duration.FromMinutes(i));
            var seconds = instant.ToUnixTimeSeconds() + change.Zone.GetUtcOffset(instant).Seconds;
            _minuteOfDay[i] = (int)(seconds / 60 % DayMinutes);
        }
    }

    public int FirstTick { get; }

    public int Minutes => _minuteOfDay.Length;

    public int Ticks => Minutes / Tick.Minutes;

    /// <summary>Minutes since midnight that are shown in a minute after the first.</summary>
    public int MinuteOfDay(int minute) => _minuteOfDay[minute];

    /// <summary>Whether hours that are the same on every day of the week have a minute.</summary>
    public bool IsWorked(int minute, WorkingHours hours)
    {
        foreach (var interval in hours.Weekly(IsoDayOfWeek.Monday))
        {
            if (_minuteOfDay[minute] >= interval.FromMinute && _minuteOfDay[minute] < interval.ToMinute) return true;
        }

        return false;
    }

    /// <summary>Whether every tick of a range is known and worked when it starts.</summary>
    public bool IsWorked(TickRange range, WorkingHours hours)
    {
        for (var tick = range.From; tick < range.To; tick++)
        {
            var minute = (tick - FirstTick) * Tick.Minutes;
            if (minute < 0 || minute >= Minutes || !IsWorked(minute, hours)) return false;
        }

        return true;
    }
}
