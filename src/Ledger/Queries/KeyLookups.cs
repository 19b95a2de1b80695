using System.Diagnostics;
using System.Threading.Channels;
using BookedBarber.Scheduling.Bookings;
using Npgsql;

namespace BookedBarber.Ledger.Queries;

/// <summary>
/// Finds bookings by idempotency key. Whoever asks while a query is on its way is served by the next one, all together:
/// a thousand callers who repeat themselves cost a few round trips.
/// </summary>
internal sealed class KeyLookups : IAsyncDisposable
{
    private const int LargestQuery = 1024;

    private const string Sql = $"""
        select {BookingRow.Columns}
        from unnest($1::uuid[], $2::text[]) as k(shop_id, idempotency_key)
        join bookings b on b.shop_id = k.shop_id and b.idempotency_key = k.idempotency_key
        """;

    private readonly LedgerReads _reads;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<Lookup> _waiting;
    private readonly Task _loop;

    public KeyLookups(LedgerReads reads, LedgerOptions options, TimeProvider time)
    {
        _reads = reads;
        _options = options;
        _time = time;
        _waiting = Channel.CreateBounded<Lookup>(new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    public async Task<Booking?> FindAsync(Guid shopId, string key, CancellationToken cancellationToken)
    {
        var lookup = new Lookup(new Key(shopId, key), cancellationToken);
        if (!_waiting.Writer.TryWrite(lookup))
        {
            throw Unavailable("Too many lookups are waiting for the database.");
        }

        try
        {
            return await lookup.Answer.Task.WaitAsync(_options.ReadDeadline, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            lookup.Answer.TrySetCanceled(CancellationToken.None);
            throw Unavailable("The database did not answer a lookup in time.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        // A query is for many traces, so it belongs to none.
        Activity.Current = null;
        var batch = new List<Lookup>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < LargestQuery && _waiting.Reader.TryRead(out var lookup))
            {
                if (!lookup.CancellationToken.IsCancellationRequested && !lookup.Answer.Task.IsCompleted)
                {
                    batch.Add(lookup);
                }
            }

            if (batch.Count > 0)
            {
                await AnswerAsync(batch);
            }
        }
    }

    private async Task AnswerAsync(List<Lookup> batch)
    {
        try
        {
            var keys = batch.Select(lookup => lookup.Key).Distinct().ToArray();
            var found = await _reads.RunAsync(
                Sql,
                parameters =>
                {
                    parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. keys.Select(key => key.ShopId)] });
                    parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. keys.Select(key => key.Text)] });
                },
                ReadAsync,
                CancellationToken.None);
            foreach (var lookup in batch)
            {
                lookup.Answer.TrySetResult(found.GetValueOrDefault(lookup.Key));
            }
        }
        catch (Exception exception)
        {
            foreach (var lookup in batch)
            {
                lookup.Answer.TrySetException(exception);
            }
        }
    }

    private static async Task<Dictionary<Key, Booking>> ReadAsync(
        NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Key, Booking>();
        while (await rows.ReadAsync(cancellationToken))
        {
            var booking = BookingRow.Read(rows);
            found[new Key(booking.ShopId, booking.IdempotencyKey)] = booking;
        }

        return found;
    }

    private LedgerUnavailableException Unavailable(string message) =>
        new(message) { RetryAfter = _options.RetryAfter };

    private readonly record struct Key(Guid ShopId, string Text);

    private sealed class Lookup(Key key, CancellationToken cancellationToken)
    {
        public Key Key => key;

        public CancellationToken CancellationToken => cancellationToken;

        public TaskCompletionSource<Booking?> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
