using NodaTime;

namespace BookedBarber.Scheduling.Time;

/// <summary>A stretch of UTC ticks, <c>[From, To)</c>.</summary>
/// <param name="From">The first tick.</param>
/// <param name="To">The tick after the last one.</param>
public readonly record struct TickRange(int From, int To)
{
    /// <summary>How many ticks it has; 0 when it is empty.</summary>
    public int Length => Math.Max(0, To - From);

    /// <summary>Whether it has no ticks.</summary>
    public bool IsEmpty => To <= From;

    /// <summary>The smallest range of whole ticks that covers <c>[from, to)</c>.</summary>
    public static TickRange Covering(Instant from, Instant to) => new(Tick.Containing(from), Tick.AtOrAfter(to));

    /// <summary>Whether the two have a tick in common.</summary>
    public bool Overlaps(TickRange other) => From < other.To && other.From < To && !IsEmpty && !other.IsEmpty;

    /// <summary>Whether every tick of the other is one of this range.</summary>
    public bool Contains(TickRange other) => From <= other.From && other.To <= To;

    /// <summary>The ticks that both have; empty when there are none.</summary>
    public TickRange Intersect(TickRange other) => new(Math.Max(From, other.From), Math.Min(To, other.To));
}
