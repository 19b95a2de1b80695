using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Availability;

/// <summary>
/// The time that a visit takes, in ticks. With a start <c>s</c> the client is there in <c>[s, s + duration)</c>, and
/// the barber is taken in <c>[s - before, s + duration + after)</c>.
/// </summary>
/// <param name="DurationTicks">How long the client is there; at least 1.</param>
/// <param name="BufferBeforeTicks">How long the barber prepares; at least 0.</param>
/// <param name="BufferAfterTicks">How long the barber cleans up; at least 0.</param>
public readonly record struct ServiceShape(int DurationTicks, int BufferBeforeTicks, int BufferAfterTicks)
{
    /// <summary>The longest time that one visit may take, buffers included: a week.</summary>
    public const int MaxOccupiedTicks = 7 * 24 * 60 / Tick.Minutes;

    /// <summary>How many ticks the barber is taken.</summary>
    public int OccupiedTicks => BufferBeforeTicks + DurationTicks + BufferAfterTicks;

    /// <summary>The ticks that the barber is taken when the client is expected at a tick.</summary>
    public TickRange Occupied(int startTick) =>
        new(startTick - BufferBeforeTicks, startTick + DurationTicks + BufferAfterTicks);

    /// <summary>The tick at which the client leaves.</summary>
    public int EndTick(int startTick) => startTick + DurationTicks;
}
