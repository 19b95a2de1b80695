using NodaTime;

namespace BookedBarber.Ledger.Queries;

/// <summary>What a barber's grain needs to build its memory.</summary>
/// <param name="Version">The fence: counts the commits on this barber's timeline.</param>
/// <param name="Bookings">The bookings that occupy time, by <see cref="OccupiedTime.From"/>.</param>
public sealed record BarberTimeline(long Version, IReadOnlyList<OccupiedTime> Bookings);

/// <summary>The time that one booking takes from its barber, buffers included.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="From">Start of the occupied time.</param>
/// <param name="To">End of the occupied time (exclusive).</param>
/// <param name="HoldExpiresAt">When the hold ends by itself; null unless the booking is held.</param>
public sealed record OccupiedTime(Guid BookingId, Instant From, Instant To, Instant? HoldExpiresAt);
