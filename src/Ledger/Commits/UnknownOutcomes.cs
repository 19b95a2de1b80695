using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Ledger.Commits;

// A connection died, or fell silent, after a flush was sent. It may have been committed; it may be running still; it
// may yet arrive. All three are settled by one transaction on another connection:
//
//   1. It locks the fences of all barbers concerned. If the old transaction is running, this waits until it has ended.
//   2. It looks for the mark of the flush on the bookings. What carries it was committed, and nothing else was.
//   3. It moves the fence of every barber whose entry is not there. If the old batch arrives after this, it finds
//      another version than it expects, and writes nothing.
//
// To repeat it does no harm, so it is repeated until it is answered. Meanwhile the barbers concerned are held back:
// what is waiting for them stays in the queue, and everybody else goes on.

/// <summary>Finds out what became of flushes whose answer never came.</summary>
internal sealed partial class UnknownOutcomes(
    NpgsqlDataSource dataSource,
    LedgerOptions options,
    TimeProvider time,
    Random random,
    ILogger logger,
    Action<PendingEntry, CommitOutcome> answer,
    Action released) : IAsyncDisposable
{
    private const string CommittedSql = "select id from bookings where id = any($1) and $2 = any(commits)";

    private const string RefuseSql = """
        update barber_timelines t set version = t.version + 1
        from unnest($2::uuid[], $3::bigint[], $4::uuid[]) as e(barber_id, expected_version, booking_id)
        where t.barber_id = e.barber_id and t.version = e.expected_version
          and not exists (select from bookings b where b.id = e.booking_id and $1 = any(b.commits))
        """;

    private readonly ConcurrentDictionary<Guid, Flush> _heldBack = new();
    private readonly ConcurrentDictionary<Guid, Task> _running = new();
    private readonly SemaphoreSlim _room = new(options.MaxUnknownFlushes);

    public bool Holds(Guid barberId) => _heldBack.ContainsKey(barberId);

    /// <summary>Waits until one more unknown flush could be taken care of.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        _room.Release();
    }

    /// <summary>Takes over a flush; its callers are answered when its outcome is known.</summary>
    public async Task TakeOverAsync(Flush flush, Exception cause, CancellationToken cancellationToken)
    {
        LogUnknown(flush.Id, flush.Entries.Count, cause);
        await _room.WaitAsync(cancellationToken);
        foreach (var barberId in flush.Barbers())
        {
            _heldBack[barberId] = flush;
        }

        var resolving = Task.Run(() => ResolveAsync(flush, cancellationToken), CancellationToken.None);
        _running[flush.Id] = resolving;
        if (resolving.IsCompleted)
        {
            _running.TryRemove(flush.Id, out _);
        }
    }

    /// <summary>Waits for the end of what is going on, after its token was cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running.Values);
        _room.Dispose();
    }

    private async Task ResolveAsync(Flush flush, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(time, random);
        try
        {
            while (!await TryResolveAsync(flush, cancellationToken))
            {
                await backoff.DelayAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException exception)
        {
            foreach (var pending in flush.Entries)
            {
                pending.Fail(new LedgerUnavailableException(
                    "The program stopped before the outcome of a commit was known.", exception));
            }
        }
        finally
        {
            foreach (var barberId in flush.Barbers())
            {
                _heldBack.TryRemove(barberId, out _);
            }

            _running.TryRemove(flush.Id, out _);
            _room.Release();
            released();
        }
    }

    private async Task<bool> TryResolveAsync(Flush flush, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            var (versions, committed) = await TryAskAsync(connection, flush, cancellationToken);
            LogResolved(flush.Id, committed.Count, flush.Entries.Count);
            foreach (var pending in flush.Entries)
            {
                answer(pending, Outcome(pending, versions.GetValueOrDefault(pending.Entry.BarberId), committed));
            }

            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogStillUnknown(flush.Id, exception.Message);
            return false;
        }
    }

    private static CommitOutcome Outcome(PendingEntry pending, long version, HashSet<Guid> committed)
    {
        var expected = pending.Entry.ExpectedVersion;
        return committed.Contains(pending.WitnessId)
            ? new CommitOutcome.Committed(expected + 1)
            : new CommitOutcome.StaleTimeline(version == expected ? version + 1 : version);
    }

    private async Task<(Dictionary<Guid, long> Versions, HashSet<Guid> Committed)> TryAskAsync(
        NpgsqlConnection connection, Flush flush, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(connection, flush, cancellationToken);
        }
        catch (PostgresException)
        {
            await PostgresFailures.ForgetPreparedAsync(connection, cancellationToken);
            throw;
        }
    }

    private async Task<(Dictionary<Guid, long> Versions, HashSet<Guid> Committed)> AskAsync(
        NpgsqlConnection connection, Flush flush, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = Math.Max(1, (int)Math.Ceiling(options.FlushTimeout.TotalSeconds)),
        };
        FenceSql.AddTo(batch, flush);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CommittedSql)
            .With(flush.Entries, NpgsqlDbType.Uuid, pending => pending.WitnessId)
            .With(flush.Id));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(RefuseSql)
            .With(flush.Id)
            .With(flush.Entries, NpgsqlDbType.Uuid, pending => pending.Entry.BarberId)
            .With(flush.Entries, NpgsqlDbType.Bigint, pending => pending.Entry.ExpectedVersion)
            .With(flush.Entries, NpgsqlDbType.Uuid, pending => pending.WitnessId));

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var versions = await FenceSql.ReadAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var committed = await NewBookingSql.ReadAsync(reader, cancellationToken);
        while (await reader.NextResultAsync(cancellationToken))
        {
            // Only the end of the results says that the new versions are committed.
        }

        return (versions, committed);
    }
}
