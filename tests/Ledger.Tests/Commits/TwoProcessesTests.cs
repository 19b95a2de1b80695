using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;

namespace BookedBarber.Ledger.Tests.Commits;

public sealed class TwoProcessesTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Barbers = 12;
    private const int Writers = 24;
    private const int Rounds = 40;

    [PostgresFact]
    public async Task Two_ledgers_that_hammer_the_same_barbers_never_deadlock_and_agree_in_the_end()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = new TestLedger(database);
        await using var other = new TestLedger(database);
        Guid[] barbers = [.. Enumerable.Range(0, Barbers).Select(_ => Guid.NewGuid())];
        var deadlocks = await DeadlocksAsync(one);

        var committed = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer =>
            Task.Run(() => HammerAsync(writer % 2 == 0 ? one : other, barbers, new Random(writer)))));

        Assert.True(committed.Sum() > Barbers, "Hardly anything was committed.");
        Assert.Equal(0, await one.OverlapsAsync());
        Assert.Equal(committed.Sum(), await one.CountAsync("outbox"));
        Assert.Equal(0, await DeadlocksAsync(one) - deadlocks);

        // Every commit counts once for its barber, and a move once more for the barber who lost the booking.
        Assert.Equal(
            await one.ScalarAsync<decimal>("select sum(version) from barber_timelines"),
            await one.ScalarAsync<long>("""
                select count(*) + count(*) filter (
                  where type = 'booking.rescheduled' and payload ->> 'previousBarber' <> payload ->> 'barber')
                from outbox
                """));
    }

    private static Task<long> DeadlocksAsync(TestLedger ledger) =>
        ledger.ScalarAsync<long>("select deadlocks from pg_stat_database where datname = current_database()");

    /// <summary>A writer that knows nothing of the others: reads a version, and tries something with it.</summary>
    private static async Task<int> HammerAsync(TestLedger ledger, Guid[] barbers, Random random)
    {
        var committed = 0;
        var mine = new List<Booking>();
        for (var round = 0; round < Rounds; round++)
        {
            var barber = barbers[random.Next(barbers.Length)];
            var version = await ledger.VersionAsync(barber);
            var entry = Next(barber, version, mine, random);
            if (await ledger.CommitAsync(entry) is CommitOutcome.Committed)
            {
                committed++;
                Remember(mine, entry);
            }
        }

        return committed;
    }

    private static LedgerEntry Next(Guid barber, long version, List<Booking> mine, Random random)
    {
        var slot = random.Next(0, 400);
        var booking = mine.Count == 0 ? null : mine[random.Next(mine.Count)];
        return (random.Next(4), booking) switch
        {
            (0, { } moved) => Samples.Move(moved, version, barber, slot),
            (1, { } cancelled) when cancelled.BarberId == barber => Samples.Change(
                barber, version, BookingStatus.Confirmed, BookingStatus.Cancelled, cancelled.Id),
            _ => Samples.New(barber, version, slot),
        };
    }

    private static void Remember(List<Booking> mine, LedgerEntry entry)
    {
        switch (entry)
        {
            case NewBooking created:
                mine.Add(created.Booking);
                break;
            case Move move:
                var index = mine.FindIndex(booking => booking.Id == move.BookingId);
                mine[index] = mine[index] with
                {
                    BarberId = move.BarberId,
                    Start = move.Start,
                    Revision = move.Revision + 1,
                };
                break;
            case StatusChange change:
                mine.RemoveAll(booking => change.BookingIds.Contains(booking.Id));
                break;
        }
    }
}
