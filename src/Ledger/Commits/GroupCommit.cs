using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Ledger.Commits;

// Group commit. A transaction costs PostgreSQL a disk flush and us a round trip, whether it writes one row or two
// hundred. So nobody writes alone: entries of all callers gather in a queue, and one committer takes everything that is
// pending, sends it as one transaction in one round trip, and hands out the answers. While that is under way the next
// ones gather. No timer is involved: an idle database gets an entry at once, and a busy one gets as many as came
// meanwhile, so the size of a flush follows the load by itself.
//
// What keeps the entries of a flush from harming each other:
//
//   Fences.   A flush first locks the fences of all its barbers, in the order of their ids. An entry whose expected
//             version is not the fence's is left out by the statement that would write it. The database moves a fence
//             by one with each statement that changes its barber's bookings, so a barber is in a flush once at most; a
//             second entry waits for the next flush.
//   Refusals. A row whose time or key is taken is left out, and why is asked afterwards. An exception in its place
//             would cost all neighbours their transaction.
//   Errors.   What still raises one, say a status that takes back time which somebody else has got, has rolled the
//             flush back: the entries are then sent one by one, and only the guilty learns of it. A deadlock or a
//             serialization failure says nothing about any row; the flush is repeated, a few times.
//
// What a failure means depends on when it came. Before anything was sent, nothing happened: the entries wait on, and
// their callers leave when their deadline has passed. An ERROR from the server proves a rollback. Anything else after
// sending (a connection that died, a timeout, a FATAL) proves nothing, and is looked up, never guessed: see
// UnknownOutcomes.

/// <summary>The one writer: gathers entries, commits them in flushes, answers their callers.</summary>
internal sealed partial class GroupCommit : IAsyncDisposable
{
    private const int CollisionAttempts = 4;

    private readonly NpgsqlDataSource _dataSource;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly EntryQueue _queue;
    private readonly UnknownOutcomes _unknown;
    private readonly LedgerInstruments _instruments;
    private readonly RefusedBookings _refused;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    // Written once by DisposeAsync, read by callers and the committer.
    private volatile bool _stopping;

    public GroupCommit(
        NpgsqlDataSource dataSource,
        LedgerOptions options,
        TimeProvider time,
        Random random,
        EntryQueue queue,
        RefusedBookings refused,
        LedgerInstruments instruments,
        ILogger logger)
    {
        _dataSource = dataSource;
        _options = options;
        _time = time;
        _random = random;
        _queue = queue;
        _refused = refused;
        _instruments = instruments;
        _logger = logger;
        _unknown = new UnknownOutcomes(dataSource, options, time, random, logger, Answer, queue.Wake);
        _loop = Task.Run(RunAsync);
    }

    /// <exception cref="LedgerUnavailableException">The queue is full, or there was no outcome in time.</exception>
    public async Task<CommitOutcome> CommitAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        EntryCheck.Verify(entry);
        var pending = new PendingEntry(entry);
        if (_stopping || !_queue.TryAdd(pending))
        {
            throw Refusal(_stopping ? "The program is stopping." : "Too many entries are waiting for the database.");
        }

        try
        {
            return await pending.Outcome.WaitAsync(_options.CommitDeadline, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw Refusal(pending.TryGiveUp()
                ? "The database was not reached in time; nothing was sent."
                : "The outcome of a commit was not known in time.");
        }
        catch (OperationCanceledException)
        {
            pending.TryGiveUp();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _queue.Wake();
        try
        {
            await _loop.WaitAsync(_options.ShutdownDeadline, _time);
        }
        catch (TimeoutException)
        {
            LogStoppedUnfinished(_queue.Count);
        }

        await _stop.CancelAsync();
        await _loop;
        await _unknown.DisposeAsync();
        foreach (var pending in _queue.TakeAll())
        {
            Fail(pending, Refusal("The program stopped before the entry was sent."));
        }

        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        // A flush belongs to no trace, and least of all to that of whoever was there when this began.
        Activity.Current = null;
        try
        {
            while (!_stopping || _queue.Count > 0)
            {
                await _queue.WaitAsync(_stop.Token);
                await FlushAllAsync();
            }
        }
        catch (OperationCanceledException)
        {
            LogStopped();
        }
    }

    private async Task FlushAllAsync()
    {
        try
        {
            while (_queue.Purge() && await FlushNextAsync())
            {
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A defect; the callers concerned are left to their deadlines, and all others go on.
            LogUnexpected(exception);
            _queue.Wake();
        }
    }

    /// <summary>False when nothing that waits may be sent now.</summary>
    private async Task<bool> FlushNextAsync()
    {
        await _unknown.WaitForRoomAsync(_stop.Token);
        await using var connection = await ConnectAsync();
        if (connection is null || _queue.Take(_options.MaxFlushRows, _unknown.Holds) is not { } flush)
        {
            return false;
        }

        try
        {
            await CommitAsync(connection, flush);
            return true;
        }
        catch (OperationCanceledException)
        {
            foreach (var pending in flush.Entries)
            {
                Fail(pending, Refusal("The program stopped before the outcome of a commit was known."));
            }

            throw;
        }
    }

    /// <summary>A connection, however long it takes; null when nobody waits for it any more.</summary>
    private async Task<NpgsqlConnection?> ConnectAsync()
    {
        var backoff = new Backoff(_time, _random);
        while (_queue.Purge())
        {
            try
            {
                return await _dataSource.OpenConnectionAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotReached(_queue.Count, exception.Message);
            }

            await backoff.DelayAsync(_stop.Token);
        }

        return null;
    }

    private async Task CommitAsync(NpgsqlConnection connection, Flush flush)
    {
        using var trace = FlushTraces.Begin(flush);
        var backoff = new Backoff(_time, _random);
        for (var attempt = 1; ; attempt++)
        {
            var started = _time.GetTimestamp();
            try
            {
                var outcomes = await FlushCommand.ExecuteAsync(
                    connection, flush, _options.FlushTimeout, CancellationToken.None);
                _instruments.Flushed(flush.Entries.Count, _time.GetElapsedTime(started));
                HandOut(flush, outcomes);
                return;
            }
            catch (PostgresException exception) when (PostgresFailures.ProvesRollback(exception))
            {
                LogRolledBack(flush.Entries.Count, exception.SqlState, exception.MessageText);
                await PostgresFailures.ForgetPreparedAsync(connection, _stop.Token);
                if (!PostgresFailures.IsCollision(exception) || attempt == CollisionAttempts)
                {
                    await SettleRolledBackAsync(connection, flush, exception);
                    return;
                }
            }
            catch (Exception exception)
            {
                await _unknown.TakeOverAsync(flush, exception, _stop.Token);
                return;
            }

            await backoff.DelayAsync(_stop.Token);
        }
    }

    private async Task SettleRolledBackAsync(NpgsqlConnection connection, Flush flush, PostgresException cause)
    {
        if (flush.Entries.Count > 1 && PostgresFailures.IsAboutOneRow(cause))
        {
            await CommitOneByOneAsync(connection, flush);
            return;
        }

        foreach (var pending in flush.Entries)
        {
            if (cause.SqlState == PostgresErrorCodes.ExclusionViolation)
            {
                Answer(pending, new CommitOutcome.Overlap());
            }
            else if (PostgresFailures.IsUnavailable(cause))
            {
                Fail(pending, Refusal("The database could not take the entry now.", cause));
            }
            else
            {
                Fail(pending, cause);
            }
        }
    }

    private async Task CommitOneByOneAsync(NpgsqlConnection connection, Flush flush)
    {
        foreach (var pending in flush.Entries)
        {
            if (connection.FullState != System.Data.ConnectionState.Open)
            {
                Fail(pending, Refusal("The database went away before the entry was sent again."));
                continue;
            }

            await CommitAsync(connection, new Flush([pending]));
        }
    }

    private void HandOut(Flush flush, CommitOutcome?[] outcomes)
    {
        for (var index = 0; index < outcomes.Length; index++)
        {
            var pending = flush.Entries[index];
            if (outcomes[index] is { } outcome)
            {
                Answer(pending, outcome);
            }
            else
            {
                _refused.Explain(pending, Answer, Fail);
            }
        }
    }

    private void Answer(PendingEntry pending, CommitOutcome outcome)
    {
        if (pending.Answer(outcome))
        {
            _instruments.Decided(outcome);
        }
    }

    private void Fail(PendingEntry pending, Exception exception)
    {
        if (pending.Fail(exception))
        {
            _instruments.Failed(exception);
        }
    }

    private LedgerUnavailableException Refusal(string message, Exception? cause = null) =>
        new(message, cause) { RetryAfter = _options.RetryAfter };
}
