using Npgsql;

namespace BookedBarber.Ledger.Commits;

/// <summary>Sends a flush as one transaction in one round trip, and says for each entry what became of it.</summary>
internal static class FlushCommand
{
    /// <summary>
    /// The outcomes in the order of the entries; null for a new booking that the database refused, for a reason that is
    /// still to be asked. The batch has one Sync at its end, which is its commit.
    /// </summary>
    public static async Task<CommitOutcome?[]> ExecuteAsync(
        NpgsqlConnection connection, Flush flush, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var created = Select<NewBooking>(flush);
        var changes = Select<StatusChange>(flush);
        var moves = Select<Move>(flush);

        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = Math.Max(1, (int)Math.Ceiling(timeout.TotalSeconds)),
        };
        FenceSql.AddTo(batch, flush);
        Add(batch, created, NewBookingSql.Build, flush.Id);
        Add(batch, changes, StatusChangeSql.Build, flush.Id);
        Add(batch, moves, MoveSql.Build, flush.Id);

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var versions = await FenceSql.ReadAsync(reader, cancellationToken);
        var createdIds = await NextAsync(reader, created, NewBookingSql.ReadAsync, cancellationToken);
        var changedBarbers = await NextAsync(reader, changes, StatusChangeSql.ReadAsync, cancellationToken);
        var movedBookings = await NextAsync(reader, moves, MoveSql.ReadAsync, cancellationToken);

        // The end of the results is the server's word that the commit is done; before it, nothing is.
        if (await reader.NextResultAsync(cancellationToken))
        {
            throw new InvalidOperationException("A flush was answered with more results than it has statements.");
        }

        return [.. flush.Entries.Select(pending => Outcome(pending.Entry))];

        CommitOutcome? Outcome(LedgerEntry entry)
        {
            var version = versions.GetValueOrDefault(entry.BarberId);
            if (version != entry.ExpectedVersion)
            {
                return new CommitOutcome.StaleTimeline(version);
            }

            var committed = new CommitOutcome.Committed(version + 1);
            return entry switch
            {
                NewBooking booking => createdIds.Contains(booking.Booking.Id) ? committed : null,
                StatusChange => changedBarbers.Contains(entry.BarberId) ? committed : new CommitOutcome.Changed(),
                Move move when !movedBookings.TryGetValue(move.BookingId, out _) => new CommitOutcome.Changed(),
                Move move => movedBookings[move.BookingId] ? committed : new CommitOutcome.Overlap(),
                _ => throw new InvalidOperationException($"{entry.GetType().Name} is not known to the ledger."),
            };
        }
    }

    private static List<T> Select<T>(Flush flush)
        where T : LedgerEntry =>
        [.. flush.Entries.Select(pending => pending.Entry).OfType<T>()];

    private static void Add<T>(
        NpgsqlBatch batch, List<T> entries, Func<Guid, IReadOnlyList<T>, NpgsqlBatchCommand> build, Guid flushId)
    {
        if (entries.Count > 0)
        {
            batch.BatchCommands.Add(build(flushId, entries));
        }
    }

    private static async Task<TResult> NextAsync<T, TResult>(
        NpgsqlDataReader reader,
        List<T> entries,
        Func<NpgsqlDataReader, CancellationToken, Task<TResult>> read,
        CancellationToken cancellationToken)
        where TResult : new()
    {
        if (entries.Count == 0)
        {
            return new TResult();
        }

        return await reader.NextResultAsync(cancellationToken)
            ? await read(reader, cancellationToken)
            : throw new InvalidOperationException("A flush was answered with fewer results than it has statements.");
    }
}
