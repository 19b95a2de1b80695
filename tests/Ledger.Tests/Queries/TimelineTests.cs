using BookedBarber.Ledger.Queries;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;
using NodaTime;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Queries;

public sealed class TimelineTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Minutes = 4000;

    [PostgresFact]
    public async Task A_timeline_is_what_a_look_at_every_row_would_find()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var random = new Random(5);
        Guid[] barbers = [Guid.NewGuid(), Guid.NewGuid()];
        for (var row = 0; row < 300; row++)
        {
            await TryInsertAsync(ledger, barbers[random.Next(2)], random);
        }

        for (var round = 0; round < 200; round++)
        {
            var from = Samples.Day + Duration.FromMinutes(random.Next(-100, Minutes));
            var to = from + Duration.FromMinutes(random.Next(0, Minutes / (1 + random.Next(50))));
            var barber = barbers[random.Next(2)];

            var timeline = await ledger.Ledger.LoadTimelineAsync(barber, from, to, CancellationToken.None);

            Assert.Equal(
                await EveryRowAsync(ledger, barber, from, to), timeline.Bookings.Select(booking => booking.BookingId));
        }
    }

    [PostgresFact]
    public async Task A_timeline_is_read_from_its_index_however_long_the_history()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        await ledger.ExecuteAsync("""
            insert into bookings (
              id, shop_id, barber_id, status, services, starts_at, ends_at, occupied,
              price_amount, currency, client_name, idempotency_key, request_hash, created_at)
            select
              gen_random_uuid(), $1, $1, 'completed', array[$1], f, f + interval '1 hour',
              tstzrange(f, f + interval '1 hour'), 1, 'EUR', 'long ago', f::text, decode(repeat('00', 32), 'hex'), f
            from generate_series($2 - interval '20000 hours', $2, interval '1 hour') as series(f)
            """, barber, ByHand.At(0));
        await ledger.ExecuteAsync("analyze bookings");

        var plan = await ExplainAsync(ledger, barber, Samples.Day - Duration.FromHours(10), Samples.Day);

        Assert.Equal(2, plan.Count(line => line.Contains("bookings_by_barber_and_time", StringComparison.Ordinal)));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on bookings", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Rows Removed", StringComparison.Ordinal));
        Assert.Contains(plan, line => line.Contains("rows=10 ", StringComparison.Ordinal));
    }

    private static async Task<List<string>> ExplainAsync(TestLedger ledger, Guid barber, Instant from, Instant to)
    {
        await using var command = ledger.Direct.CreateCommand(
            "explain (analyze, costs off, timing off) " + BookingQueries.TimelineSql);
        command.Parameters.Add(new() { Value = barber });
        command.Parameters.Add(new() { Value = from.ToDateTimeUtc() });
        command.Parameters.Add(new() { Value = to.ToDateTimeUtc() });
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }

    private static async Task TryInsertAsync(TestLedger ledger, Guid barber, Random random)
    {
        var from = random.Next(Minutes);
        var status = random.Next(5) == 0 ? "cancelled" : "confirmed";
        try
        {
            await ByHand.InsertAsync(ledger, barber, status, from, from + random.Next(1, 200));
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ExclusionViolation)
        {
            // Taken already; there are enough others.
        }
    }

    private static Task<Guid[]> EveryRowAsync(TestLedger ledger, Guid barber, Instant from, Instant to) =>
        ledger.ScalarAsync<Guid[]>(
            """
            select coalesce(array_agg(id order by lower(occupied)), '{}') from bookings
            where barber_id = $1 and occupied && tstzrange($2, $3) and status <> 'cancelled'
            """,
            barber,
            from.ToDateTimeUtc(),
            to.ToDateTimeUtc());
}
