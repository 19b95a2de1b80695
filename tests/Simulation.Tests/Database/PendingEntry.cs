using BookedBarber.Ledger.Commits;

namespace BookedBarber.Simulation.Tests.Database;

/// <summary>An entry, and whoever waits for it.</summary>
internal sealed class PendingEntry(LedgerEntry entry)
{
    public LedgerEntry Entry => entry;

    public TaskCompletionSource<CommitOutcome> Outcome { get; } = new();

    /// <summary>Nobody waits any more; unless it was sent already, it is not sent.</summary>
    public bool IsGivenUp { get; set; }

    public IEnumerable<Guid> Barbers => entry is Move move && move.FromBarberId != move.BarberId
        ? [entry.BarberId, move.FromBarberId]
        : [entry.BarberId];
}
