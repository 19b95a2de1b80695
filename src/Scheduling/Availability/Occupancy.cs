using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Availability;

/// <summary>The time that one booking takes from its barber, buffers included: <c>[From, To)</c> in ticks.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="From">The first tick taken.</param>
/// <param name="To">The tick after the last one taken.</param>
public readonly record struct Occupancy(Guid BookingId, int From, int To)
{
    /// <summary>The same as a range.</summary>
    public TickRange Range => new(From, To);
}
