using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;
using NodaTime;

namespace BookedBarber.Ledger.Tests.Commits;

public sealed class StatusChangeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_hold_is_confirmed_and_keeps_its_time()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var hold = await HoldAsync(ledger, Guid.NewGuid(), version: 0, slot: 1);

        var outcome = await ledger.CommitAsync(
            Samples.Change(hold.BarberId, 1, BookingStatus.Held, BookingStatus.Confirmed, hold.Id));

        Assert.Equal(new CommitOutcome.Committed(2), outcome);
        Assert.Equal(new CommitOutcome.Overlap(), await ledger.CommitAsync(Samples.New(hold.BarberId, 2, slot: 1)));
        Assert.Equal(
            "booking.held booking.confirmed",
            await ledger.ScalarAsync<string>("select string_agg(type, ' ' order by id) from outbox"));
    }

    [PostgresFact]
    public async Task Expired_holds_of_a_barber_go_in_one_step_and_free_their_time()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        var first = await HoldAsync(ledger, barber, version: 0, slot: 1);
        var second = await HoldAsync(ledger, barber, version: 1, slot: 2);

        var outcome = await ledger.CommitAsync(
            Samples.Change(barber, 2, BookingStatus.Held, BookingStatus.Expired, first.Id, second.Id));

        Assert.Equal(new CommitOutcome.Committed(3), outcome);
        Assert.Equal(2, await ledger.ScalarAsync<long>("select count(*) from outbox where type = 'booking.expired'"));
        Assert.Equal(new CommitOutcome.Committed(4), await ledger.CommitAsync(Samples.New(barber, 3, slot: 1)));
    }

    [PostgresFact]
    public async Task All_of_a_change_happens_or_nothing()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        var hold = await HoldAsync(ledger, barber, version: 0, slot: 1);
        var confirmed = Samples.Booking(barber, 2);
        await ledger.CommitAsync(Samples.New(1, confirmed));

        var outcome = await ledger.CommitAsync(
            Samples.Change(barber, 2, BookingStatus.Held, BookingStatus.Expired, hold.Id, confirmed.Id));

        Assert.Equal(new CommitOutcome.Changed(), outcome);
        Assert.Equal(2, await ledger.VersionAsync(barber));
        Assert.Equal(2, await ledger.CountAsync("outbox"));
        Assert.Equal(BookingStatus.Held, (await ledger.Ledger.FindAsync(hold.Id, default))!.Status);
    }

    [PostgresFact]
    public async Task A_booking_that_is_gone_or_anothers_is_answered_with_changed()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var hold = await HoldAsync(ledger, Guid.NewGuid(), version: 0, slot: 1);

        Assert.Equal(new CommitOutcome.Changed(), await ledger.CommitAsync(
            Samples.Change(hold.BarberId, 1, BookingStatus.Held, BookingStatus.Confirmed, Guid.NewGuid())));
        Assert.Equal(new CommitOutcome.Changed(), await ledger.CommitAsync(
            Samples.Change(Guid.NewGuid(), 0, BookingStatus.Held, BookingStatus.Confirmed, hold.Id)));
        Assert.Equal(new CommitOutcome.StaleTimeline(1), await ledger.CommitAsync(
            Samples.Change(hold.BarberId, 0, BookingStatus.Held, BookingStatus.Confirmed, hold.Id)));
    }

    [PostgresFact]
    public async Task A_booking_that_comes_back_to_a_time_since_taken_overlaps_and_its_neighbours_get_in()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        var hold = await HoldAsync(ledger, barber, version: 0, slot: 1);
        await ledger.CommitAsync(Samples.Change(barber, 1, BookingStatus.Held, BookingStatus.Expired, hold.Id));
        await ledger.CommitAsync(Samples.New(barber, 2, slot: 1));

        var late = ledger.CommitAsync(
            Samples.Change(barber, 3, BookingStatus.Expired, BookingStatus.Confirmed, hold.Id));
        var neighbours = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1))));

        Assert.Equal(new CommitOutcome.Overlap(), await late);
        Assert.All(neighbours, outcome => Assert.Equal(new CommitOutcome.Committed(1), outcome));
    }

    private static async Task<Booking> HoldAsync(TestLedger ledger, Guid barber, long version, int slot)
    {
        var hold = Samples.Booking(barber, slot) with
        {
            Status = BookingStatus.Held,
            HoldExpiresAt = Samples.Day + Duration.FromMinutes(10),
        };
        Assert.IsType<CommitOutcome.Committed>(await ledger.CommitAsync(Samples.New(version, hold)));
        return hold;
    }
}
