using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Queries;
using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Ledger;

/// <summary>
/// The durable truth about appointments. Every method answers within its deadline or throws
/// <see cref="LedgerUnavailableException"/>; nothing is ever guessed.
/// </summary>
public interface ILedger
{
    /// <summary>
    /// Writes one entry, together with those of all other callers that are waiting (group commit). The task completes
    /// when the entry is durable or was refused; see <see cref="CommitOutcome"/> for what can happen.
    /// </summary>
    Task<CommitOutcome> CommitAsync(LedgerEntry entry, CancellationToken cancellationToken);

    /// <summary>
    /// A barber's version and every booking that occupies time in <c>[from, to)</c>, both as of one moment.
    /// A barber never heard of has version 0 and no bookings.
    /// </summary>
    Task<BarberTimeline> LoadTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken);

    /// <summary>
    /// The same, after whoever is writing to this timeline has ended: for a reader whose own commit had no answer,
    /// since that commit may still be running.
    /// </summary>
    Task<BarberTimeline> LoadSettledTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the fences of barbers, after whoever is writing to their timelines has ended: what was decided before, by
    /// whom ever, is written by now or comes to nothing. All who remember these timelines read them anew.
    /// </summary>
    Task MoveFencesAsync(IReadOnlyCollection<Guid> barberIds, CancellationToken cancellationToken);

    /// <summary>One booking by its id, or null.</summary>
    Task<Booking?> FindAsync(Guid bookingId, CancellationToken cancellationToken);

    /// <summary>
    /// One booking by its idempotency key, or null. Lookups that wait at the same time go out as one query, so that
    /// thousands of losers of a race cost a few round trips.
    /// </summary>
    Task<Booking?> FindByKeyAsync(Guid shopId, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>A shop's bookings that start in <c>[From, To)</c>, by start and id, a page at a time.</summary>
    Task<BookingPage> ListAsync(BookingQuery query, CancellationToken cancellationToken);

    /// <summary>Asks the database for a sign of life.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}
