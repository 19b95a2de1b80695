using System.Diagnostics.Metrics;
using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Queries;
using BookedBarber.Scheduling.Bookings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;

namespace BookedBarber.Ledger;

/// <summary>The ledger in PostgreSQL. One per process; thread-safe.</summary>
public sealed class PostgresLedger : ILedger, IAsyncDisposable
{
    private readonly LedgerReads _reads;
    private readonly BookingQueries _queries;
    private readonly KeyLookups _lookups;
    private readonly GroupCommit _commits;

    /// <summary>Creates the ledger, which connects when it is first asked.</summary>
    public PostgresLedger(
        NpgsqlDataSource dataSource,
        IOptions<LedgerOptions> options,
        TimeProvider time,
        IMeterFactory meters,
        ILogger<PostgresLedger> logger)
    {
        var bounds = options.Value;
        var random = Random.Shared;
        var queue = new EntryQueue(bounds.QueueLimit);
        _reads = new LedgerReads(dataSource, bounds, time, random);
        _queries = new BookingQueries(_reads);
        _lookups = new KeyLookups(_reads, bounds, time);
        _commits = new GroupCommit(
            dataSource,
            bounds,
            time,
            random,
            queue,
            new RefusedBookings(_lookups),
            new LedgerInstruments(meters, () => queue.Count),
            logger);
    }

    /// <inheritdoc/>
    public Task<CommitOutcome> CommitAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        _commits.CommitAsync(entry, cancellationToken);

    /// <inheritdoc/>
    public Task<BarberTimeline> LoadTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken) =>
        _queries.LoadTimelineAsync(barberId, from, to, cancellationToken);

    /// <inheritdoc/>
    public Task<BarberTimeline> LoadSettledTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken) =>
        _queries.LoadSettledTimelineAsync(barberId, from, to, cancellationToken);

    /// <inheritdoc/>
    public Task MoveFencesAsync(IReadOnlyCollection<Guid> barberIds, CancellationToken cancellationToken) =>
        _queries.MoveFencesAsync(barberIds, cancellationToken);

    /// <inheritdoc/>
    public Task<Booking?> FindAsync(Guid bookingId, CancellationToken cancellationToken) =>
        _queries.FindAsync(bookingId, cancellationToken);

    /// <inheritdoc/>
    public Task<Booking?> FindByKeyAsync(Guid shopId, string idempotencyKey, CancellationToken cancellationToken) =>
        _lookups.FindAsync(shopId, idempotencyKey, cancellationToken);

    /// <inheritdoc/>
    public Task<BookingPage> ListAsync(BookingQuery query, CancellationToken cancellationToken) =>
        _queries.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task PingAsync(CancellationToken cancellationToken) =>
        _reads.RunAsync("select 1", _ => { }, (_, _) => Task.FromResult(true), cancellationToken);

    /// <summary>Finishes what is pending, within its deadline, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await _lookups.DisposeAsync();
    }
}
