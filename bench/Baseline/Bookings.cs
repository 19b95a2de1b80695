using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace BookedBarber.Baseline;

/// <summary>One booking, one statement, one transaction. The exclusion constraint decides who gets the time.</summary>
internal sealed class Bookings(NpgsqlDataSource database)
{
    private const string RowSql = """
        insert into bookings (
          id, shop_id, barber_id, service_id, starts_at, ends_at, during, status,
          price_amount, currency, client_name, client_email, client_phone, notes, idempotency_key)
        select
          $1, $2, b.id, s.id, $5, $5 + s.minutes * interval '1 minute',
          tstzrange($5, $5 + s.minutes * interval '1 minute'), 'confirmed',
          s.price_amount, s.currency, $6, $7, $8, $9, $10
        from shops p
        join barbers b on b.shop_id = p.id and b.id = $3
        join services s on s.shop_id = p.id and s.id = $4
        cross join lateral (select $5 at time zone p.time_zone as wall) w
        cross join lateral (
          select extract(isodow from w.wall)::int as weekday,
                 extract(hour from w.wall)::int * 60 + extract(minute from w.wall)::int as minute) m
        where p.id = $2 and $5 > now() and exists (
          select from unnest(b.weekdays, b.from_minutes, b.to_minutes) h(weekday, from_minute, to_minute)
          where h.weekday = m.weekday and h.from_minute <= m.minute and m.minute + s.minutes <= h.to_minute)
        """;

    private const string ReturningSql = "returning ends_at, price_amount, currency";

    private const string InsertSql = $"{RowSql} on conflict do nothing {ReturningSql}";

    private const string PlainInsertSql = $"{RowSql} {ReturningSql}";

    private const string FindSql = """
        select id, ends_at, price_amount, currency from bookings
        where shop_id = $1 and idempotency_key = $2 and barber_id = $3 and service_id = $4 and starts_at = $5
        """;

    private static readonly byte[] TokenKey = RandomNumberGenerator.GetBytes(32);

    public static Task<Results<JsonHttpResult<BookingView>, JsonHttpResult<ProblemView>>> PostAsync(
        Guid shop, HttpRequest request, BookingBody body, Bookings bookings) =>
        BookAsync(shop, request, body, bookings, InsertSql);

    /// <summary>
    /// The common mistake: insert, and take an exception for the answer that the time is taken. Each of those who wait
    /// for the same time has put a row there already, and they wait for each other.
    /// </summary>
    public static async Task<Results<JsonHttpResult<BookingView>, JsonHttpResult<ProblemView>>> PostPlainAsync(
        Guid shop, HttpRequest request, BookingBody body, Bookings bookings, Failures failures)
    {
        try
        {
            return await BookAsync(shop, request, body, bookings, PlainInsertSql);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.ExclusionViolation)
        {
            return Problem(409, "slot_taken");
        }
        catch (NpgsqlException exception)
        {
            failures.Add(exception);
            return Problem(500, "internal");
        }
    }

    private static async Task<Results<JsonHttpResult<BookingView>, JsonHttpResult<ProblemView>>> BookAsync(
        Guid shop, HttpRequest request, BookingBody body, Bookings bookings, string insertSql)
    {
        if (request.Headers["Idempotency-Key"] is not [{ Length: > 0 and <= 64 } key])
        {
            return Problem(400, "idempotency_key_required");
        }

        if (body.Client?.Name is not { Length: > 0 })
        {
            return Problem(422, "validation_failed");
        }

        if (await bookings.InsertAsync(insertSql, shop, body, key) is { } booking)
        {
            return TypedResults.Json(booking, BaselineJson.Default.BookingView, statusCode: 201);
        }

        return await bookings.FindAsync(shop, body, key) is { } existing
            ? TypedResults.Json(existing, BaselineJson.Default.BookingView)
            : Problem(409, "slot_taken");
    }

    private async Task<BookingView?> InsertAsync(string insertSql, Guid shop, BookingBody body, string key)
    {
        var id = Guid.CreateVersion7();
        await using var command = database.CreateCommand(insertSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = shop });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = body.Barber });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = body.Service });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = body.Start.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = body.Client!.Name });
        command.Parameters.Add(Text(body.Client.Email));
        command.Parameters.Add(Text(body.Client.Phone));
        command.Parameters.Add(Text(body.Notes));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync()
            ? View(id, shop, body, rows.GetDateTime(0), rows.GetInt64(1), rows.GetString(2))
            : null;
    }

    private async Task<BookingView?> FindAsync(Guid shop, BookingBody body, string key)
    {
        await using var command = database.CreateCommand(FindSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = shop });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = body.Barber });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = body.Service });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = body.Start.UtcDateTime });
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync()
            ? View(rows.GetGuid(0), shop, body, rows.GetDateTime(1), rows.GetInt64(2), rows.GetString(3))
            : null;
    }

    private static BookingView View(
        Guid id, Guid shop, BookingBody body, DateTime endsAt, long price, string currency) => new(
        id,
        "confirmed",
        shop,
        body.Barber,
        body.Service,
        [body.Service],
        body.Start,
        new DateTimeOffset(endsAt).ToOffset(body.Start.Offset),
        new MoneyView(price, currency),
        body.Client!,
        body.Notes,
        Base64Url.EncodeToString(HMACSHA256.HashData(TokenKey, id.ToByteArray(bigEndian: true))));

    private static NpgsqlParameter Text(string? value) => new()
    {
        Value = (object?)value ?? DBNull.Value,
        NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
    };

    private static JsonHttpResult<ProblemView> Problem(int status, string code) => TypedResults.Json(
        new ProblemView("about:blank", code, status, code, code),
        BaselineJson.Default.ProblemView,
        "application/problem+json",
        status);
}
