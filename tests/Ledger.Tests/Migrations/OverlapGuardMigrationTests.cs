using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Migrations;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Ledger.Tests.Migrations;

/// <summary>A database that was filled under the exclusion constraint, or under the guard as it was first.</summary>
public sealed class OverlapGuardMigrationTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task What_was_booked_before_stays_and_is_guarded()
    {
        await using var ledger = new TestLedger(await postgres.CreateEmptyDatabaseAsync());
        await MigrateAsync(ledger, [.. Migration.All.Where(migration => migration.Number < 5)]);
        var barber = Guid.NewGuid();
        await ByHand.InsertAsync(ledger, barber, "confirmed", 0, 30);
        await ByHand.InsertAsync(ledger, barber, "cancelled", 10, 40);
        await ByHand.InsertAsync(ledger, barber, "completed", 30, 37);
        await ByHand.InsertAsync(ledger, barber, "held", 1430, 1450);
        await ledger.ExecuteAsync("insert into barber_timelines values ($1, 7)", barber);

        await MigrateAsync(ledger, Migration.All);

        foreach (var (from, to) in ((int, int)[])[(29, 31), (36, 50), (1440, 1460), (-10, 2000)])
        {
            await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(ledger, barber, "confirmed", from, to));
        }

        var timeline = await ledger.Ledger.LoadTimelineAsync(
            barber, Samples.Day, Samples.Day + NodaTime.Duration.FromDays(1), CancellationToken.None);
        Assert.Equal(7, timeline.Version);
        Assert.Equal(3, timeline.Bookings.Count);
        Assert.Equal(new CommitOutcome.Overlap(), await ledger.CommitAsync(Samples.New(barber, 7, slot: 0)));
        Assert.Equal(new CommitOutcome.Committed(8), await ledger.CommitAsync(Samples.New(barber, 7, slot: 1)));
        Assert.Equal(0, await ledger.ScalarAsync<long>("select count(*) from pg_constraint where contype = 'x'"));
    }

    [PostgresFact]
    public async Task Time_without_an_end_that_was_let_in_before_stays_and_takes_all_that_follows()
    {
        await using var ledger = new TestLedger(await postgres.CreateEmptyDatabaseAsync());
        await MigrateAsync(ledger, [.. Migration.All.Where(migration => migration.Number < 6)]);
        var barber = Guid.NewGuid();
        await ByHand.InsertAsync(ledger, barber, "confirmed", 0, 30);
        await ledger.ExecuteAsync("update bookings set occupied = tstzrange(lower(occupied), null)");

        await MigrateAsync(ledger, Migration.All);

        foreach (var (from, to) in ((int, int)[])[(10, 20), (-10, 1), (5000, 5010)])
        {
            await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(ledger, barber, "confirmed", from, to));
        }

        await ByHand.InsertAsync(ledger, barber, "confirmed", -10, 0);
    }

    private static Task<int> MigrateAsync(TestLedger ledger, IReadOnlyList<Migration> migrations) =>
        new Migrator(ledger.Direct, migrations, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
}
