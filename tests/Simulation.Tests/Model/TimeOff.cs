using BookedBarber.Scheduling.Time;

namespace BookedBarber.Simulation.Tests.Model;

/// <summary>Time that a barber has asked to have off; whether it is written, perhaps nobody knows.</summary>
internal sealed class TimeOff(Guid barber, TickRange range)
{
    public Guid Barber => barber;

    public TickRange Range => range;

    /// <summary>When the barber was told that it is so; never, so far.</summary>
    public long KnownSinceTicks { get; set; } = long.MaxValue;
}
