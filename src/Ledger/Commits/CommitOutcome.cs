using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Ledger.Commits;

/// <summary>What became of a <see cref="LedgerEntry"/>. Each case is final: the database has said so.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>The entry is durable; the barber's timeline now has this version.</summary>
    public sealed record Committed(long Version) : CommitOutcome;

    /// <summary>The shop has a booking with this idempotency key already; nothing was written.</summary>
    public sealed record DuplicateKey(Booking Existing) : CommitOutcome;

    /// <summary>
    /// The timeline has another version than the writer read: it is stale, drops its memory and reloads. Nothing was
    /// written.
    /// </summary>
    public sealed record StaleTimeline(long ActualVersion) : CommitOutcome;

    /// <summary>
    /// The time is taken although the version was right: the writer's memory is not what the database had at that
    /// version. Nothing was written; the writer reloads.
    /// </summary>
    public sealed record Overlap : CommitOutcome;

    /// <summary>A booking that was to change is gone or is not as the writer saw it. Nothing was written.</summary>
    public sealed record Changed : CommitOutcome;
}
