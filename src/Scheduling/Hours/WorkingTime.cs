using System.Collections.Immutable;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Hours;

/// <summary>
/// Working hours as ticks. A tick is worked when the wall clock, at its start, shows a time within an interval of the
/// date that it shows: so nothing is worked in a gap, and an hour that is repeated is worked twice.
/// </summary>
public static class WorkingTime
{
    /// <summary>Sets the bits of the ticks that are worked on a date; leaves all others as they are.</summary>
    /// <param name="day">The date.</param>
    /// <param name="intervals">Its intervals by the wall clock, as <see cref="WorkingHours.On"/> gives them.</param>
    /// <param name="bits">Bit <c>i</c> is tick <c>firstTick + i</c>; ticks beyond either end are left out.</param>
    /// <param name="firstTick">The tick of bit 0.</param>
    public static void Paint(
        CalendarDay day, ImmutableArray<LocalInterval> intervals, Span<ulong> bits, int firstTick)
    {
        foreach (var segment in day.Segments)
        {
            foreach (var interval in intervals)
            {
                var from = Math.Max(interval.FromMinute, segment.FromMinute);
                var to = Math.Min(interval.ToMinute, segment.ToMinute);
                if (from >= to) continue;
                Bits.SetRange(bits, segment.TickAt(from) - firstTick, segment.TickAt(to) - firstTick);
            }
        }
    }
}
