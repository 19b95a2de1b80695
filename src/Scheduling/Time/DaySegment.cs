using NodaTime;

namespace BookedBarber.Scheduling.Time;

/// <summary>A stretch of one local date during which the zone's offset from UTC does not change.</summary>
/// <param name="Ticks">Its UTC ticks.</param>
/// <param name="FromMinute">The wall clock at its first tick, in minutes since local midnight.</param>
/// <param name="Offset">Local time less UTC.</param>
public readonly record struct DaySegment(TickRange Ticks, int FromMinute, Offset Offset)
{
    /// <summary>The wall clock at its end, in minutes since local midnight; 1440 at the end of a plain day.</summary>
    public int ToMinute => FromMinute + (Ticks.Length * Tick.Minutes);

    /// <summary>The tick at which the wall clock of this segment shows a minute, a multiple of 5.</summary>
    public int TickAt(int minute) => Ticks.From + ((minute - FromMinute) / Tick.Minutes);
}
