using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Ledger.Commits;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;
using NodaTime;

namespace BookedBarber.Grains.Tests;

public sealed class PageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private readonly ManualTimeProvider _clock = new();

    private DateTimeOffset Noon => _clock.GetUtcNow().Date.AddDays(1).AddHours(12);

    [PostgresFact]
    public async Task A_booking_is_off_the_page_when_its_client_is_answered()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 3);

        for (var left = 2; left >= 0; left--)
        {
            TestShop.Value(await shop.BookAsync(host.Grains, Noon));
            Assert.Equal(left, (await shop.OfferedAtAsync(host.Grains, Noon)).Count);
        }
    }

    [PostgresFact]
    public async Task A_change_that_nobody_announced_shows_within_seconds()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(host.Grains);
        var booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon)).Booking;
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));

        // Another process cancels, and the barber here finds out when its next write is refused.
        var row = (await host.Ledger.FindAsync(booking.Id, default))!;
        var version = (await host.Ledger.LoadTimelineAsync(row.BarberId, row.Start, row.End, default)).Version;
        await host.Ledger.CommitAsync(
            new StatusChange
            {
                BarberId = row.BarberId,
                ExpectedVersion = version,
                BookingIds = [row.Id],
                From = BookingStatus.Confirmed,
                To = BookingStatus.Cancelled,
                At = Instant.FromDateTimeOffset(_clock.GetUtcNow()),
            },
            default);
        TestShop.Value(await shop.BookAsync(host.Grains, Noon.AddHours(2)));

        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
    }

    [PostgresFact]
    public async Task A_start_leaves_the_page_when_its_time_has_come()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(host.Grains);
        var next = _clock.GetUtcNow().AddMinutes(15);
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, next));

        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, next));

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, next));
    }

    [PostgresFact]
    public async Task The_horizon_moves_with_the_day()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(host.Grains);
        var lastDay = Noon.AddDays(58);
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, lastDay));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, lastDay.AddDays(1)));

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, lastDay.AddDays(1)));
        TestShop.Value(await shop.BookAsync(host.Grains, lastDay.AddDays(1)));
    }
}
