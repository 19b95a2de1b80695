using BookedBarber.Scheduling.Time;

namespace BookedBarber.Simulation.Tests.Database;

/// <summary>A stretch of a barber's time that was taken in the ledger, from one moment to another.</summary>
internal sealed record Occupation(Guid BookingId, TickRange Range, long SinceTicks, DateTimeOffset? HoldExpiresAt)
{
    /// <summary>When it was given back; never, so far.</summary>
    public long UntilTicks { get; set; } = long.MaxValue;
}
