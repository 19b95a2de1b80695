using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Simulation.Tests.Model;

/// <summary>Something that somebody wants of a booking that is there, from when they say so.</summary>
/// <param name="BookingId">Which booking.</param>
/// <param name="Action">What is to be done to it.</param>
/// <param name="Start">Where it is to be moved to, if it is to be moved.</param>
/// <param name="AnyBarber">Whether it may be moved to any barber.</param>
/// <param name="SinceTicks">Since when they want it.</param>
internal sealed record Wish(
    Guid BookingId, BookingAction Action, DateTimeOffset? Start, bool AnyBarber, long SinceTicks)
{
    /// <summary>They were told that it is done; whatever comes later, nobody wants any more.</summary>
    public bool IsDone { get; set; }

    /// <summary>When they were told that it cannot be; what is decided later, nobody wants any more either.</summary>
    public DateTimeOffset RefusedAt { get; set; } = DateTimeOffset.MaxValue;
}
