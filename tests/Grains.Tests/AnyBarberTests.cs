using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

public sealed class AnyBarberTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.UtcNow.Date.AddDays(1).AddHours(12);

    [PostgresFact]
    public async Task Any_barber_is_refused_only_when_every_chair_is_taken()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => shop.BookAsync(host.Grains, Noon)));

        var won = answers.Where(answer => answer.Value is not null).Select(answer => answer.Value!.Booking).ToList();
        Assert.Equal(5, won.Count);
        Assert.Equal(shop.Barbers.Order(), won.Select(booking => booking.Barber).Order());
        var refused = answers.Where(answer => answer.Problem is not null).ToList();
        Assert.All(refused, answer => Assert.Equal(ProblemCodes.SlotTaken, answer.Problem!.Code));
        Assert.All(refused, answer => Assert.NotEmpty(answer.Problem!.Alternatives));
    }

    [PostgresFact]
    public async Task A_stale_page_does_not_refuse_a_chair_that_is_free()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 2);
        var first = TestShop.Value(await shop.BookAsync(host.Grains, Noon)).Booking;
        TestShop.Value(await shop.BookAsync(host.Grains, Noon));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));

        // The shop is told something else than what the barber then knows.
        var barber = host.Grains.GetGrain<IBarberGrain>(first.Barber.ToString());
        var taken = await barber.GetTimeline();
        TestShop.Value(await host.Grains.GetGrain<IBookingGrain>(first.Id.ToString())
            .Change(BookingAction.Cancel, asStaff: true, first.Revision));
        await shop.Grain(host.Grains).TimelineChanged(new TimelineNotice
        {
            BarberId = first.Barber,
            Before = await barber.GetVersion(),
            After = taken.Version,
            FirstTick = taken.FirstTick,
            Words = taken.Free,
        });
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));

        var again = await shop.BookAsync(host.Grains, Noon);

        Assert.Equal(first.Barber, TestShop.Value(again).Booking.Barber);
    }
}
