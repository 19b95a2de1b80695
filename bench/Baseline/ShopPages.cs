using System.Globalization;
using Npgsql;

namespace BookedBarber.Baseline;

/// <summary>
/// The page of open starts from SQL at each request, in the two ways that a tuned program would choose between:
/// the rows are read with one round trip and laid over the hours here, or (<c>by=sql</c>) PostgreSQL makes the page.
/// </summary>
internal sealed class ShopPages(NpgsqlDataSource database)
{
    private const string PageSql = """
        with wanted as (
          select p.id, p.time_zone, p.slot_minutes, s.minutes, s.id as service_id
          from shops p join services s on s.shop_id = p.id and s.id = $2
          where p.id = $1
        ),
        busy as materialized (
          select k.barber_id, range_agg(tstzrange(k.starts_at, k.ends_at)) as times
          from bookings k
          where k.shop_id = $1 and k.starts_at >= $3::timestamp - interval '1 day'
            and k.starts_at < $3::timestamp + ($4 + 1) * interval '1 day'
          group by k.barber_id
        ),
        starts as (
          select d.day, t.start, b.id, b.position
          from wanted w
          join barbers b on b.shop_id = w.id
          left join busy on busy.barber_id = b.id
          cross join lateral generate_series(0, $4 - 1) as n(n)
          cross join lateral (select $3::date + n.n as day) d
          cross join lateral unnest(b.weekdays, b.from_minutes, b.to_minutes) as h(weekday, from_minute, to_minute)
          cross join lateral generate_series(h.from_minute, h.to_minute - w.minutes, w.slot_minutes) as g(minute)
          cross join lateral (
            select (d.day + g.minute * interval '1 minute') at time zone w.time_zone as start) t
          where h.weekday = extract(isodow from d.day) and t.start > now()
            and (busy.times is null or not busy.times && tstzrange(t.start, t.start + w.minutes * interval '1 minute'))
        ),
        slots as (
          select s.day, to_char(w.wall, 'YYYY-MM-DD"T"HH24:MI:SS') || to_char(
              w.wall - s.start at time zone 'UTC', '"+"HH24:MI') as start, s.barbers
          from (select day, start, json_agg(id order by position) as barbers from starts group by day, start) s
          cross join lateral (select s.start at time zone (select time_zone from wanted) as wall) w
        ),
        days as (
          select day, json_agg(json_build_object('start', start, 'barbers', barbers) order by start) as slots
          from slots group by day
        )
        select json_build_object('shop', w.id, 'service', w.service_id, 'timeZone', w.time_zone, 'days', (
          select json_agg(
            json_build_object('date', $3::date + n, 'slots', coalesce(days.slots, '[]'::json)) order by n)
          from generate_series(0, $4 - 1) n left join days on days.day = $3::date + n))::text
        from wanted w
        """;

    public static async Task GetAsync(
        HttpContext context, Guid shop, Guid service, string from, int days, string? by, ShopPages pages)
    {
        var date = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var body = by == "sql"
            ? await pages.FromSqlAsync(shop, service, date, days)
            : await ShopWeek.ReadAsync(pages.Database, shop, service, date, days);
        var response = context.Response;
        if (body.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    private NpgsqlDataSource Database => database;

    private async Task<ReadOnlyMemory<byte>> FromSqlAsync(Guid shop, Guid service, DateOnly from, int days)
    {
        await using var command = database.CreateCommand(PageSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = shop });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = service });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = days });
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync() ? rows.GetFieldValue<byte[]>(0) : ReadOnlyMemory<byte>.Empty;
    }
}
