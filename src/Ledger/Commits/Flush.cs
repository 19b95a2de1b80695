namespace BookedBarber.Ledger.Commits;

/// <summary>Entries that are written in one transaction; no two of them touch the same barber.</summary>
internal sealed class Flush(IReadOnlyList<PendingEntry> entries)
{
    /// <summary>The mark that its rows carry, by which it is recognised after a connection died.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    public IReadOnlyList<PendingEntry> Entries => entries;

    /// <summary>All barbers whose fence is locked; the database sorts them.</summary>
    public IEnumerable<Guid> Barbers()
    {
        foreach (var pending in entries)
        {
            yield return pending.Entry.BarberId;
            if (pending.OtherBarberId is { } other)
            {
                yield return other;
            }
        }
    }

    /// <summary>The barbers who may have no fence yet.</summary>
    public IEnumerable<Guid> NewBarbers()
    {
        foreach (var pending in entries)
        {
            if (pending.Entry.ExpectedVersion == 0)
            {
                yield return pending.Entry.BarberId;
            }

            if (pending.OtherBarberId is { } other)
            {
                yield return other;
            }
        }
    }
}
