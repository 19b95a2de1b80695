using System.Globalization;
using System.Text;
using BookedBarber.Scheduling.Bookings;
using NodaTime;
using Npgsql;

namespace BookedBarber.Ledger.Queries;

/// <summary>The questions that the ledger answers.</summary>
internal sealed class BookingQueries(LedgerReads reads)
{
    private const int LargestPage = 500;

    // One statement, so that the version and the rows are of one snapshot. No two bookings overlap, so of those that
    // begin before the range only the last one can reach into it: the index is read from there.
    internal const string TimelineSql = """
        select f.version, b.id, lower(b.occupied), upper(b.occupied),
               case when b.status = 'held' then b.hold_expires_at end
        from (select coalesce((select version from barber_timelines where barber_id = $1), 0) as version) f
        left join bookings b
          on b.barber_id = $1
          and lower(b.occupied) < $3
          and lower(b.occupied) >= coalesce(
            (select max(lower(before.occupied)) from bookings before
             where before.barber_id = $1 and lower(before.occupied) <= $2
               and before.status in ('held', 'confirmed', 'checked-in', 'completed')),
            $2)
          and b.occupied && tstzrange($2, $3)
          and b.status in ('held', 'confirmed', 'checked-in', 'completed')
        order by lower(b.occupied)
        """;

    private const string EffectiveStatus =
        "case when b.status = 'held' and b.hold_expires_at <= $4 then 'expired' else b.status end";

    public Task<BarberTimeline> LoadTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken) =>
        reads.RunAsync(
            TimelineSql,
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<Guid> { TypedValue = barberId });
                parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = from.ToUtc() });
                parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = to.ToUtc() });
            },
            ReadTimelineAsync,
            cancellationToken);

    public async Task<BarberTimeline> LoadSettledTimelineAsync(
        Guid barberId, Instant from, Instant to, CancellationToken cancellationToken)
    {
        // Every flush locks the fences of its barbers first, so this waits for one that is running; the statement
        // after it has a snapshot of its own, which shows what was committed meanwhile.
        await reads.RunAsync(
            "select from barber_timelines where barber_id = $1 for share",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = barberId }),
            (_, _) => Task.FromResult(true),
            cancellationToken);
        return await LoadTimelineAsync(barberId, from, to, cancellationToken);
    }

    // A barber who was never booked gets a fence, since what comes first would make one. A repetition moves them
    // further, which harms nobody.
    public Task MoveFencesAsync(IReadOnlyCollection<Guid> barberIds, CancellationToken cancellationToken) =>
        reads.RunAsync(
            """
            insert into barber_timelines as t (barber_id, version)
            select distinct barber_id, 1 from unnest($1) as wanted(barber_id)
            order by barber_id
            on conflict (barber_id) do update set version = t.version + 1
            """,
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. barberIds] }),
            (_, _) => Task.FromResult(true),
            cancellationToken);

    public Task<Booking?> FindAsync(Guid bookingId, CancellationToken cancellationToken) =>
        reads.RunAsync(
            $"select {BookingRow.Columns} from bookings b where b.id = $1",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = bookingId }),
            async (row, cancellation) => await row.ReadAsync(cancellation) ? BookingRow.Read(row) : null,
            cancellationToken);

    public Task<BookingPage> ListAsync(BookingQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, LargestPage);

        // Before the first page stands a position that no booking has: version 7 ids are never empty.
        var first = new BookingPosition(query.From, Guid.Empty);
        var after = query.After is { } position && position.Start >= query.From ? position : first;
        return reads.RunAsync(
            ListSql(query),
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<Guid> { TypedValue = query.ShopId });
                parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = after.Start.ToUtc() });
                parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after.Id });
                parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = query.Now.ToUtc() });
                parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = query.To.ToUtc() });
                parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Limit + 1 });
                if (query.BarberId is { } barberId)
                {
                    parameters.Add(new NpgsqlParameter<Guid> { TypedValue = barberId });
                }

                if (query.Status is { } status)
                {
                    parameters.Add(new NpgsqlParameter<string> { TypedValue = status.Name() });
                }
            },
            (rows, cancellation) => ReadPageAsync(rows, query, cancellation),
            cancellationToken);
    }

    private static string ListSql(BookingQuery query)
    {
        var sql = new StringBuilder($"""
            select {BookingRow.Columns}, {EffectiveStatus}
            from bookings b
            where b.shop_id = $1 and (b.starts_at, b.id) > ($2, $3) and b.starts_at < $5
            """);
        var next = 7;
        if (query.BarberId is not null)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and b.barber_id = ${next++}");
        }

        if (query.Status is not null)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and {EffectiveStatus} = ${next}");
        }

        return sql.Append(" order by b.starts_at, b.id limit $6").ToString();
    }

    private static async Task<BarberTimeline> ReadTimelineAsync(
        NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var version = 0L;
        var occupied = new List<OccupiedTime>();
        while (await rows.ReadAsync(cancellationToken))
        {
            version = rows.GetInt64(0);
            if (!rows.IsDBNull(1))
            {
                occupied.Add(new OccupiedTime(
                    rows.GetGuid(1),
                    rows.GetDateTime(2).ToInstant(),
                    rows.GetDateTime(3).ToInstant(),
                    rows.IsDBNull(4) ? null : rows.GetDateTime(4).ToInstant()));
            }
        }

        return new BarberTimeline(version, occupied);
    }

    private static async Task<BookingPage> ReadPageAsync(
        NpgsqlDataReader rows, BookingQuery query, CancellationToken cancellationToken)
    {
        var items = new List<Booking>(query.Limit);
        while (items.Count < query.Limit && await rows.ReadAsync(cancellationToken))
        {
            var booking = BookingRow.Read(rows);
            items.Add(rows.GetString(21) == BookingStatus.Expired.Name()
                ? booking with { Status = BookingStatus.Expired }
                : booking);
        }

        var more = await rows.ReadAsync(cancellationToken);
        return new BookingPage(items, more ? new BookingPosition(items[^1].Start, items[^1].Id) : null);
    }
}
