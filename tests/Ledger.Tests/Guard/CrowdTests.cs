using System.Data;
using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Guard;

/// <summary>Many who write by hand, and a ledger between them, on a few barbers.</summary>
public sealed class CrowdTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int People = 10;
    private const int Rounds = 120;
    private const int Barbers = 2;
    private const int Minutes = 1500;

    private static readonly IsolationLevel[] Levels =
        [IsolationLevel.ReadCommitted, IsolationLevel.RepeatableRead, IsolationLevel.Serializable];

    /// <summary>Each with a place in time: $1 barber, $2 start, $3 end; and $4, a random number below one.</summary>
    private static readonly string[] Changes =
    [
        """
        update bookings set status = case status when 'confirmed' then 'cancelled' else 'confirmed' end
        where id = (select id from bookings order by id offset (select count(*) * $4 from bookings)::int limit 1)
          and $1 is not null and $2 < $3
        """,
        """
        update bookings set barber_id = $1, starts_at = $2, ends_at = $3, occupied = tstzrange($2, $3)
        where id = (select id from bookings order by id offset (select count(*) * $4 from bookings)::int limit 1)
        """,
        """
        update bookings set occupied = tstzrange(lower(occupied), upper(occupied) + interval '5 minutes')
        where barber_id = $1 and starts_at between $2 and $3 and $4 < 1
        """,
        """
        update bookings set barber_id = $1 where starts_at between $2 and $3 and $4 < 1
        """,
        """
        delete from bookings where barber_id = $1 and starts_at between $2 and $3 and $4 < 1
        """,
        """
        insert into bookings (
          id, shop_id, barber_id, status, services, starts_at, ends_at, occupied,
          price_amount, currency, client_name, idempotency_key, request_hash, created_at)
        select
          gen_random_uuid(), gen_random_uuid(), $1, 'confirmed', array[gen_random_uuid()], f, f + ($3 - $2),
          tstzrange(f, f + ($3 - $2)), 1, 'EUR', 'by hand', gen_random_uuid(), decode(repeat('00', 32), 'hex'), now()
        from generate_series($2, $2 + interval '1 hour' * (1 + $4 * 6), interval '29 minutes') as series(f)
        """,
    ];

    [PostgresFact]
    public async Task Whatever_a_crowd_writes_at_the_same_time_no_two_bookings_overlap()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        Guid[] barbers = [.. Enumerable.Range(0, Barbers).Select(_ => Guid.NewGuid())];

        var crowd = Enumerable.Range(0, People)
            .Select(person => Task.Run(() => WriteByHandAsync(ledger, barbers, new Random(person))));
        var program = Enumerable.Range(0, 2)
            .Select(writer => Task.Run(() => BookAsync(ledger, barbers, new Random(-1 - writer))));
        var tallies = await Task.WhenAll(crowd.Concat(program));

        Assert.True(tallies.Sum(tally => tally.In) > People, "Hardly anything got in.");
        Assert.True(tallies.Sum(tally => tally.Refused) > People, "Hardly anything was refused.");
        Assert.True(await ledger.CountAsync("bookings") > 0);
    }

    private static async Task<(int In, int Refused)> WriteByHandAsync(
        TestLedger ledger, Guid[] barbers, Random random)
    {
        var (got, refused) = (0, 0);
        await using var connection = await ledger.Direct.OpenConnectionAsync();

        // People who take barbers in any order run into each other; the test need not wait a second each time.
        await ByHand.ExecuteAsync(connection, "set deadlock_timeout = '5ms'");
        for (var round = 0; round < Rounds; round++)
        {
            await using var transaction = await connection.BeginTransactionAsync(Levels[random.Next(Levels.Length)]);
            try
            {
                for (var statement = random.Next(1, 4); statement > 0; statement--)
                {
                    await WriteOneAsync(connection, barbers[random.Next(Barbers)], random);
                }

                await transaction.CommitAsync();
                got++;
                Assert.Equal(0, await ledger.OverlapsAsync());
            }
            catch (PostgresException exception) when (exception.SqlState
                is PostgresErrorCodes.ExclusionViolation
                or PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.CheckViolation)
            {
                refused++;
            }
        }

        return (got, refused);
    }

    private static Task WriteOneAsync(NpgsqlConnection connection, Guid barber, Random random)
    {
        var from = random.Next(Minutes);
        var to = from + random.Next(1, 90);
        return random.Next(2) == 0
            ? ByHand.InsertAsync(connection, barber, "confirmed", from, to)
            : ByHand.ExecuteAsync(
                connection,
                Changes[random.Next(Changes.Length)],
                barber,
                ByHand.At(from),
                ByHand.At(to),
                random.NextDouble());
    }

    private static async Task<(int In, int Refused)> BookAsync(TestLedger ledger, Guid[] barbers, Random random)
    {
        var (got, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var barber = barbers[random.Next(Barbers)];
            try
            {
                var version = await ledger.VersionAsync(barber);
                var outcome = await ledger.CommitAsync(Samples.New(barber, version, random.Next(Minutes / 40)));
                _ = outcome is CommitOutcome.Committed ? got++ : refused++;
            }
            catch (LedgerUnavailableException)
            {
                // Somebody held the barber for too long.
                refused++;
            }
        }

        return (got, refused);
    }
}
