using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Availability;

/// <summary>What a booking would spoil.</summary>
public static class Gaps
{
    /// <summary>
    /// How many free ticks a booking would leave that nobody can use: the free runs that touch it on either side, as
    /// far as they are shorter than the shortest useful one.
    /// </summary>
    /// <param name="free">Bit <c>i</c> is set when tick <c>freeFirstTick + i</c> is free.</param>
    /// <param name="freeFirstTick">The tick of bit 0.</param>
    /// <param name="occupied">The ticks that the booking would take, buffers included.</param>
    /// <param name="shortestUsefulTicks">Ticks that the shortest visit takes; a shorter run is of no use.</param>
    public static int UnusableTicks(
        ReadOnlySpan<ulong> free, int freeFirstTick, TickRange occupied, int shortestUsefulTicks)
    {
        var before = Bits.RunDown(free, occupied.From - freeFirstTick, shortestUsefulTicks);
        var after = Bits.RunUp(free, occupied.To - freeFirstTick, shortestUsefulTicks);
        return (before < shortestUsefulTicks ? before : 0) + (after < shortestUsefulTicks ? after : 0);
    }
}
