using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

/// <summary>Whoever waits for a change of a shop's timelines hears of each, also of one that moves no open start.</summary>
public sealed class TimelineChangeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.UtcNow.Date.AddDays(2).AddHours(12);

    [PostgresFact]
    public async Task Each_change_is_heard_of_before_its_answer()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var barber = host.Grains.GetGrain<IBarberGrain>(shop.Barbers[0].ToString());
        BookingMessage? booking = null;

        await HearsOfAsync("a booking", async () =>
            booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon)).Booking);
        await HearsOfAsync("a client who has come", async () => TestShop.Value(
            await host.Grains.GetGrain<IBookingGrain>(booking!.Id.ToString())
                .Change(BookingAction.CheckIn, asStaff: true, booking.Revision)));
        await HearsOfAsync("time off beyond what is open", async () => TestShop.Value(await barber.AddTimeOff(
            new TimeOffMessage { Id = Guid.CreateVersion7(), From = Noon.AddDays(300), To = Noon.AddDays(301) })));
        await HearsOfAsync("hours", async () => TestShop.Value(await barber.SetHours(TestShop.AllDay() with
        {
            Weekly = [[], .. TestShop.AllDay().Weekly[1..]],
        })));
        await HearsOfAsync("another barber", async () => TestShop.Value(
            await shop.Grain(host.Grains).AddBarber(new BarberDefinition { Name = "New", Services = [] })));

        async Task HearsOfAsync(string what, Func<Task> changeAsync)
        {
            // Until it has been quiet for one wait.
            var (seen, next) = (0L, 1L);
            while (seen != next)
            {
                (seen, next) = (next, await shop.Grain(host.Grains).AwaitTimelineChange(next));
            }

            await changeAsync();
            Assert.True(seen != await shop.Grain(host.Grains).AwaitTimelineChange(seen), $"Nobody hears of {what}.");
        }
    }

    [PostgresFact]
    public async Task What_happens_in_another_shop_is_not_heard_of()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var other = await TestShop.CreateAsync(host.Grains);
        var seen = await shop.Grain(host.Grains).AwaitTimelineChange(seen: 0);

        var waiting = shop.Grain(host.Grains).AwaitTimelineChange(seen);
        TestShop.Value(await other.BookAsync(host.Grains, Noon));

        Assert.Equal(seen, await waiting);
    }
}
