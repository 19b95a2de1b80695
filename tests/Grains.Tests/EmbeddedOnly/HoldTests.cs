using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Interfaces.Slots;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Grains.Tests;

public sealed class HoldTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private readonly ManualTimeProvider _clock = new();

    private DateTimeOffset Noon => _clock.GetUtcNow().Date.AddDays(1).AddHours(12);

    [PostgresFact]
    public async Task A_hold_ends_on_time_and_its_time_is_offered_again()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var (shop, held) = await HoldAsync(host);
        Assert.Equal(BookingStatus.Held, held.Status);
        Assert.Equal(_clock.GetUtcNow().AddMinutes(10), held.HoldExpiresAt);
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));

        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(BookingStatus.Held, (await host.Ledger.FindAsync(held.Id, default))!.Status);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.SeesAsync(
            "the row says expired without anybody reading it",
            async () => (await host.Ledger.FindAsync(held.Id, default))!.Status,
            status => status == BookingStatus.Expired);
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
    }

    [PostgresFact]
    public async Task An_alarm_for_an_earlier_hold_that_comes_late_does_not_take_the_place_of_the_right_one()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var (_, held) = await HoldAsync(host);
        var slot = host.Grains.GetGrain<ISlotGrain>(SlotKey.Of(held.Barber, held.Start));
        var reminders = host.Services.GetRequiredService<IReminderTable>();
        await slot.Guard(held.HoldExpiresAt!.Value.AddMinutes(-5));

        _clock.Advance(TimeSpan.FromMinutes(5));
        await Eventually.SeesAsync(
            "the late alarm has been dealt with",
            async () => (await reminders.ReadRow(slot.GetGrainId(), "expire-hold"))?.StartAt,
            due => due == held.HoldExpiresAt.Value.UtcDateTime);
        _clock.Advance(TimeSpan.FromMinutes(5));

        await Eventually.SeesAsync(
            "the row says expired without anybody reading it",
            async () => (await host.Ledger.FindAsync(held.Id, default))!.Status,
            status => status == BookingStatus.Expired);
    }

    [PostgresFact]
    public async Task A_hold_that_is_confirmed_in_time_stays()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var (shop, held) = await HoldAsync(host);
        var booking = host.Grains.GetGrain<IBookingGrain>(held.Id.ToString());

        var confirmed = TestShop.Value(await booking.Change(BookingAction.Confirm, asStaff: true, held.Revision));
        _clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(BookingStatus.Confirmed, confirmed.Status);
        Assert.Equal(BookingStatus.Confirmed, TestShop.Value(await booking.Get()).Status);
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
    }

    [PostgresFact]
    public async Task A_hold_cannot_be_confirmed_after_its_deadline()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var (_, held) = await HoldAsync(host);
        var booking = host.Grains.GetGrain<IBookingGrain>(held.Id.ToString());

        _clock.Advance(TimeSpan.FromMinutes(10));
        var late = await booking.Change(BookingAction.Confirm, asStaff: true, held.Revision);

        Assert.Equal(ProblemCodes.HoldExpired, late.Problem?.Code);
        Assert.Equal(BookingStatus.Expired, TestShop.Value(await booking.Get()).Status);
    }

    [PostgresFact]
    public async Task Whoever_comes_after_the_deadline_gets_the_time_even_if_nobody_has_ended_the_hold()
    {
        var database = await postgres.CreateDatabaseAsync();
        TestShop shop;
        BookingMessage held;
        await using (var first = await GrainsHost.StartAsync(database, _clock))
        {
            (shop, held) = await HoldAsync(first);
        }

        _clock.Advance(TimeSpan.FromMinutes(11));
        await using var second = await GrainsHost.StartAsync(database, _clock);
        var next = TestShop.Value(await shop.BookAsync(second.Grains, Noon)).Booking;

        Assert.Equal(held.Barber, next.Barber);
        Assert.Equal(BookingStatus.Expired, (await second.Ledger.FindAsync(held.Id, default))!.Status);
    }

    private async Task<(TestShop Shop, BookingMessage Held)> HoldAsync(GrainsHost host)
    {
        var shop = await TestShop.CreateAsync(
            host.Grains, policy: new PolicyMessage { HoldMinutes = 10 }, deposit: 1_000);
        return (shop, TestShop.Value(await shop.BookAsync(host.Grains, Noon)).Booking);
    }
}
