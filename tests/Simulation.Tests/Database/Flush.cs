using BookedBarber.Ledger.Commits;

namespace BookedBarber.Simulation.Tests.Database;

/// <summary>What one process sent as one transaction.</summary>
internal sealed class Flush(IReadOnlyList<PendingEntry> entries, TimeSpan timeToWrite)
{
    public IReadOnlyList<PendingEntry> Entries => entries;

    public IReadOnlyList<Guid> Barbers { get; } =
        [.. entries.SelectMany(pending => pending.Barbers).Distinct()];

    public TimeSpan TimeToWrite => timeToWrite;

    /// <summary>Ends with the transaction.</summary>
    public TaskCompletionSource Over { get; } = new();

    /// <summary>What became of each entry; null until it is written.</summary>
    public IReadOnlyList<CommitOutcome>? Outcomes { get; private set; }

    public bool SharesBarberWith(Flush other) => Barbers.Any(other.Barbers.Contains);

    public void Apply(SimulatedDatabase database) => Outcomes = database.Apply([.. entries.Select(e => e.Entry)]);
}
