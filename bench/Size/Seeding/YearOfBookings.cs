using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Size.Seeding;

/// <summary>
/// A year of appointments for each barber: all hours of the days behind, and every other hour of the days ahead. They
/// are written day by day, so a barber's rows lie as far apart as in a database that has grown.
/// </summary>
internal static class YearOfBookings
{
    private const int DaysBehind = 305;
    private const int DaysAhead = 60;
    private const int HoursOfDay = Shop.LastHour - Shop.FirstHour;
    private const int Writers = 2;
    private const string CopySql =
        "copy bookings (id, shop_id, barber_id, status, services, starts_at, ends_at, occupied, price_amount, "
        + "currency, client_name, client_email, idempotency_key, request_hash, created_at) from stdin (format binary)";

    private static readonly TimeSpan BookedBefore = TimeSpan.FromDays(7);

    /// <summary>How many appointments one barber has.</summary>
    public const int RowsOfBarber = (DaysBehind * HoursOfDay) + (DaysAhead * HoursOfDay / 2);

    /// <summary>On the days ahead this hour is taken, and every second one after it; the others are free.</summary>
    public const int FirstTakenHour = Shop.FirstHour;

    public static async Task CopyAsync(NpgsqlDataSource database, IReadOnlyList<Shop> shops)
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => CopyPartAsync(
            database, [.. shops.Where(shop => shop.Number % Writers == writer)])));
        await ExecuteAsync(
            database,
            "insert into barber_timelines (barber_id, version) select barber_id, count(*) from bookings "
            + "group by barber_id on conflict do nothing");

        // What the server would do by itself within some minutes.
        await ExecuteAsync(database, "vacuum (analyze) bookings");
        await ExecuteAsync(database, "vacuum (analyze) barber_timelines");
        await ExecuteAsync(database, "checkpoint");
    }

    private static async Task CopyPartAsync(NpgsqlDataSource database, Shop[] shops)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var rows = await connection.BeginBinaryImportAsync(CopySql);
        var today = DateTime.UtcNow.Date;
        var hash = new byte[32];
        for (var day = -DaysBehind; day < DaysAhead; day++)
        {
            for (var hour = FirstTakenHour; hour < Shop.LastHour; hour += day < 0 ? 1 : 2)
            {
                foreach (var shop in shops)
                {
                    for (var barber = 0; barber < shop.Barbers.Length; barber++)
                    {
                        var start = today.AddDays(day).AddHours(hour);
                        await WriteAsync(rows, shop, barber, start, day < 0 ? "completed" : "confirmed", hash);
                    }
                }
            }
        }

        await rows.CompleteAsync();
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter rows, Shop shop, int barber, DateTime start, string status, byte[] hash)
    {
        var created = start - BookedBefore;
        var end = start.AddMinutes(Shop.Minutes);
        await rows.StartRowAsync();
        await rows.WriteAsync(Guid.CreateVersion7(created), NpgsqlDbType.Uuid);
        await rows.WriteAsync(shop.Id, NpgsqlDbType.Uuid);
        await rows.WriteAsync(shop.Barbers[barber], NpgsqlDbType.Uuid);
        await rows.WriteAsync(status, NpgsqlDbType.Text);
        await rows.WriteAsync(new[] { shop.Service }, NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        await rows.WriteAsync(start, NpgsqlDbType.TimestampTz);
        await rows.WriteAsync(end, NpgsqlDbType.TimestampTz);
        await rows.WriteAsync(
            new NpgsqlRange<DateTime>(start, lowerBoundIsInclusive: true, end, upperBoundIsInclusive: false),
            NpgsqlDbType.TimestampTzRange);
        await rows.WriteAsync(3_500L, NpgsqlDbType.Bigint);
        await rows.WriteAsync("EUR", NpgsqlDbType.Text);
        await rows.WriteAsync("Some Body", NpgsqlDbType.Text);
        await rows.WriteAsync("some.body@example.org", NpgsqlDbType.Text);
        await rows.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"{barber}-{start:yyyyMMddHH}"), NpgsqlDbType.Text);
        await rows.WriteAsync(hash, NpgsqlDbType.Bytea);
        await rows.WriteAsync(created, NpgsqlDbType.TimestampTz);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
