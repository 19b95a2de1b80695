using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Calendars.Reading;

/// <summary>Puts busy intervals together.</summary>
public static class BusyIntervals
{
    /// <summary>The same time in as few intervals as possible, in order; no two of them touch.</summary>
    public static ImmutableArray<TickRange> Join(IEnumerable<TickRange> intervals)
    {
        var sorted = intervals.ToList();
        Join(sorted);
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted.ToArray());
    }

    /// <summary>As above, in place.</summary>
    internal static void Join(List<TickRange> intervals)
    {
        intervals.Sort((a, b) => a.From.CompareTo(b.From));
        var kept = 0;
        for (var i = 1; i < intervals.Count; i++)
        {
            if (intervals[i].From > intervals[kept].To)
            {
                intervals[++kept] = intervals[i];
            }
            else if (intervals[i].To > intervals[kept].To)
            {
                intervals[kept] = intervals[kept] with { To = intervals[i].To };
            }
        }

        if (intervals.Count > 0) intervals.RemoveRange(kept + 1, intervals.Count - kept - 1);
    }
}
