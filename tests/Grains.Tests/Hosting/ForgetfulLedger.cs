using BookedBarber.Ledger;
using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Queries;
using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Grains.Tests.Hosting;

/// <summary>A real ledger whose answer to the next commit can get lost: the entry is durable, and nobody is told.</summary>
public sealed class ForgetfulLedger(PostgresLedger ledger) : ILedger
{
    private int _answersToLose;

    public void LoseNextAnswer() => Interlocked.Increment(ref _answersToLose);

    public async Task<CommitOutcome> CommitAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        var outcome = await ledger.CommitAsync(entry, cancellationToken);
        if (Interlocked.CompareExchange(ref _answersToLose, 0, 1) == 1)
        {
            throw new LedgerUnavailableException("The answer got lost.");
        }

        return outcome;
    }

    public Task<BarberTimeline> LoadTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken) =>
        ledger.LoadTimelineAsync(barberId, from, to, cancellationToken);

    public Task<BarberTimeline> LoadSettledTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken) =>
        ledger.LoadSettledTimelineAsync(barberId, from, to, cancellationToken);

    public Task MoveFencesAsync(IReadOnlyCollection<Guid> barberIds, CancellationToken cancellationToken) =>
        ledger.MoveFencesAsync(barberIds, cancellationToken);

    public Task<Booking?> FindAsync(Guid bookingId, CancellationToken cancellationToken) =>
        ledger.FindAsync(bookingId, cancellationToken);

    public Task<Booking?> FindByKeyAsync(Guid shopId, string idempotencyKey, CancellationToken cancellationToken) =>
        ledger.FindByKeyAsync(shopId, idempotencyKey, cancellationToken);

    public Task<BookingPage> ListAsync(BookingQuery query, CancellationToken cancellationToken) =>
        ledger.ListAsync(query, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => ledger.PingAsync(cancellationToken);
}
