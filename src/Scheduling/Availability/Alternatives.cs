using System.Collections.Immutable;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Availability;

/// <summary>Finds what to offer instead of a start that is taken.</summary>
public static class Alternatives
{
    /// <summary>
    /// The open starts nearest to a wanted one, nearest first. Of two that are equally near, the one comes first whose
    /// best barber is left with the least unusable time, then the earlier. The wanted start itself is among them when
    /// one of the candidates can take it.
    /// </summary>
    /// <param name="calendar">The shop's calendar.</param>
    /// <param name="candidates">The barbers who could take the visit.</param>
    /// <param name="window">Between which ticks a visit may start.</param>
    /// <param name="wantedTick">The start that was wanted.</param>
    /// <param name="count">The most starts to find.</param>
    /// <param name="maxDays">How many local dates to search on either side of the wanted one.</param>
    /// <param name="shortestUsefulTicks">Ticks that the shop's shortest visit takes; see <see cref="Gaps"/>.</param>
    public static IReadOnlyList<Alternative> Find(
        ShopCalendar calendar,
        IReadOnlyList<Candidate> candidates,
        BookingWindow window,
        int wantedTick,
        int count,
        int maxDays,
        int shortestUsefulTicks)
    {
        // A notice as long as the horizon leaves nothing, late in the day.
        if (window.NotBeforeTick >= window.NotAfterTick) return [];

        // Outside the window nothing is open, and a date there need not be one that the calendar has.
        var center = calendar.DateOf(Math.Clamp(wantedTick, window.NotBeforeTick, window.NotAfterTick));
        var later = new OpenStartCursor(calendar, candidates, window, center, maxDays, forward: true);
        var earlier = new OpenStartCursor(calendar, candidates, window, center, maxDays, forward: false);
        var found = new List<Alternative>(count);
        var next = later.From(wantedTick);
        var previous = earlier.From(wantedTick - 1);
        while (found.Count < count && (next ?? previous) is not null)
        {
            var takeNext = previous is null || (next is not null && Prefers(next.Value, previous.Value));
            var start = takeNext ? next!.Value : previous!.Value;
            found.Add(new Alternative(start, Barbers(calendar, candidates, window, start)));
            if (takeNext) next = later.From(start + 1);
            else previous = earlier.From(start - 1);
        }

        return found;

        bool Prefers(int after, int before)
        {
            var distances = ((long)after - wantedTick).CompareTo((long)wantedTick - before);
            if (distances != 0) return distances < 0;
            return LeastGap(calendar, candidates, window, after, shortestUsefulTicks)
                < LeastGap(calendar, candidates, window, before, shortestUsefulTicks);
        }
    }

    private static ImmutableArray<Guid> Barbers(
        ShopCalendar calendar, IReadOnlyList<Candidate> candidates, BookingWindow window, int start)
    {
        var day = calendar.Day(calendar.DateOf(start));
        return [.. candidates.Where(c => IsOpen(c, day, window, start)).Select(c => c.BarberId)];
    }

    private static int LeastGap(
        ShopCalendar calendar, IReadOnlyList<Candidate> candidates, BookingWindow window, int start, int shortest)
    {
        var day = calendar.Day(calendar.DateOf(start));
        return candidates
            .Where(c => IsOpen(c, day, window, start))
            .Min(c => Gaps.UnusableTicks(c.Free.Span, c.FreeFirstTick, c.Shape.Occupied(start), shortest));
    }

    private static bool IsOpen(Candidate candidate, CalendarDay day, BookingWindow window, int start) =>
        OpenStarts.IsOpen(
            candidate.Free.Span,
            candidate.FreeFirstTick,
            day,
            candidate.Shape,
            window.NotBeforeTick,
            window.NotAfterTick,
            start);
}
