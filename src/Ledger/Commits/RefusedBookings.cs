using BookedBarber.Ledger.Queries;

namespace BookedBarber.Ledger.Commits;

/// <summary>
/// Says why the database skipped a new booking: its key is taken, or its time is. Nothing was written, so there is no
/// hurry and no danger; the committer goes on meanwhile.
/// </summary>
internal sealed class RefusedBookings(KeyLookups lookups)
{
    public void Explain(
        PendingEntry pending, Action<PendingEntry, CommitOutcome> answer, Action<PendingEntry, Exception> fail) =>
        _ = ExplainAsync(pending, answer, fail);

    private async Task ExplainAsync(
        PendingEntry pending, Action<PendingEntry, CommitOutcome> answer, Action<PendingEntry, Exception> fail)
    {
        try
        {
            var booking = ((NewBooking)pending.Entry).Booking;
            var existing = await lookups.FindAsync(booking.ShopId, booking.IdempotencyKey, CancellationToken.None);
            answer(pending, existing is null ? new CommitOutcome.Overlap() : new CommitOutcome.DuplicateKey(existing));
        }
        catch (Exception exception)
        {
            fail(pending, exception);
        }
    }
}
