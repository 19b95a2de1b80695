using System.Collections.Immutable;
using BookedBarber.Ledger.Queries;
using BookedBarber.Scheduling.Time;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Ledger.Calendars;

/// <summary>The table <c>busy_calendars</c>.</summary>
internal sealed class PostgresBusyCalendars(
    NpgsqlDataSource dataSource, IOptions<LedgerOptions> options, TimeProvider time) : IBusyCalendars
{
    private readonly LedgerReads _reads = new(dataSource, options.Value, time, Random.Shared);

    public Task<IReadOnlyList<BusyCalendarRow>> ListAsync(Guid barberId, CancellationToken cancellationToken) =>
        _reads.RunAsync<IReadOnlyList<BusyCalendarRow>>(
            """
            select id, shop_id, barber_id, name, url, busy, events, ignored, etag, last_modified, fetched_at, next_at,
                   failures, last_error, removed
            from busy_calendars where barber_id = $1 order by name
            """,
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = barberId }),
            async (row, cancellation) =>
            {
                var rows = new List<BusyCalendarRow>();
                while (await row.ReadAsync(cancellation))
                {
                    rows.Add(Read(row));
                }

                return rows;
            },
            cancellationToken);

    public Task<string?> ReadTextAsync(Guid id, CancellationToken cancellationToken) => _reads.RunAsync(
        "select content from busy_calendars where id = $1",
        parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id }),
        async (row, cancellation) => await row.ReadAsync(cancellation) ? row.GetString(0) : null,
        cancellationToken);

    public Task PutAsync(BusyCalendarRow row, string? text, CancellationToken cancellationToken) => _reads.RunAsync(
        """
        insert into busy_calendars as c (
          id, shop_id, barber_id, name, url, busy, events, ignored, etag, last_modified, fetched_at, next_at, failures,
          last_error, removed, content)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, coalesce($16, ''))
        on conflict (barber_id, name) do update set
          id = excluded.id, shop_id = excluded.shop_id, url = excluded.url, busy = excluded.busy,
          events = excluded.events, ignored = excluded.ignored, etag = excluded.etag,
          last_modified = excluded.last_modified, fetched_at = excluded.fetched_at, next_at = excluded.next_at,
          failures = excluded.failures, last_error = excluded.last_error, removed = excluded.removed,
          content = coalesce($16, c.content), claimed_until = '-infinity'
        """,
        parameters =>
        {
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.Id });
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.ShopId });
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.BarberId });
            parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Name });
            parameters.Add(Text(row.Url));
            parameters.Add(new NpgsqlParameter<int[]> { TypedValue = Ticks(row.Busy) });
            parameters.Add(new NpgsqlParameter<int> { TypedValue = row.Events });
            parameters.Add(new NpgsqlParameter<int> { TypedValue = row.Ignored });
            parameters.Add(Text(row.ETag));
            parameters.Add(Text(row.LastModified));
            parameters.Add(new NpgsqlParameter
            {
                Value = row.FetchedAt.ToUtc() ?? (object)DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.TimestampTz,
            });
            parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = row.NextAt.ToUtc() });
            parameters.Add(new NpgsqlParameter<int> { TypedValue = row.Failures });
            parameters.Add(Text(row.LastError));
            parameters.Add(new NpgsqlParameter<bool> { TypedValue = row.Removed });
            parameters.Add(Text(text));
        },
        (_, _) => Task.FromResult(true),
        cancellationToken);

    public Task SettleAsync(Guid id, Instant nextAt, CancellationToken cancellationToken) => _reads.RunAsync(
        """
        with gone as (delete from busy_calendars where id = $1 and removed)
        update busy_calendars set next_at = $2, claimed_until = '-infinity' where id = $1 and not removed
        """,
        parameters =>
        {
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = nextAt.ToUtc() });
        },
        (_, _) => Task.FromResult(true),
        cancellationToken);

    public Task ForgetAsync(Guid barberId, CancellationToken cancellationToken) => _reads.RunAsync(
        "delete from busy_calendars where barber_id = $1",
        parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = barberId }),
        (_, _) => Task.FromResult(true),
        cancellationToken);

    public Task<IReadOnlyList<DueCalendar>> ClaimAsync(
        Instant now, Duration lease, int limit, CancellationToken cancellationToken) =>
        _reads.RunAsync<IReadOnlyList<DueCalendar>>(
            """
            update busy_calendars c set claimed_until = $2
            from (
              select id from busy_calendars
              where next_at <= $1 and claimed_until <= $1
              order by next_at
              limit $3
              for update skip locked) due
            where c.id = due.id
            returning c.id, c.barber_id, case when not c.removed then c.url end, c.etag, c.last_modified
            """,
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.ToUtc() });
                parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = (now + lease).ToUtc() });
                parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            },
            async (row, cancellation) =>
            {
                var due = new List<DueCalendar>();
                while (await row.ReadAsync(cancellation))
                {
                    due.Add(new DueCalendar(
                        row.GetGuid(0), row.GetGuid(1), TextOrNull(row, 2), TextOrNull(row, 3), TextOrNull(row, 4)));
                }

                return due;
            },
            cancellationToken);

    private static BusyCalendarRow Read(NpgsqlDataReader row)
    {
        var ticks = row.GetFieldValue<int[]>(5);
        return new BusyCalendarRow
        {
            Id = row.GetGuid(0),
            ShopId = row.GetGuid(1),
            BarberId = row.GetGuid(2),
            Name = row.GetString(3),
            Url = TextOrNull(row, 4),
            Busy = [.. ticks.Chunk(2).Select(pair => new TickRange(pair[0], pair[1]))],
            Events = row.GetInt32(6),
            Ignored = row.GetInt32(7),
            ETag = TextOrNull(row, 8),
            LastModified = TextOrNull(row, 9),
            FetchedAt = row.IsDBNull(10) ? null : row.GetDateTime(10).ToInstant(),
            NextAt = row.GetDateTime(11).ToInstant(),
            Failures = row.GetInt32(12),
            LastError = TextOrNull(row, 13),
            Removed = row.GetBoolean(14),
        };
    }

    private static int[] Ticks(ImmutableArray<TickRange> busy) =>
        [.. busy.SelectMany(range => (int[])[range.From, range.To])];

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static string? TextOrNull(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
