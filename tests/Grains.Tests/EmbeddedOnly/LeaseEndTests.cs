using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

/// <summary>When a page may no longer be sent without asking.</summary>
public sealed class LeaseEndTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly ManualTimeProvider _clock = new();

    private DateTimeOffset Now => _clock.GetUtcNow();

    private DateTimeOffset Noon => Now.Date.AddDays(1).AddHours(12);

    [PostgresFact]
    public async Task It_ends_when_the_copies_are_due_for_a_comparison_and_begins_again_with_it()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(host.Grains);
        var lease = (await shop.PageAsync(host.Grains, Noon)).Lease!;

        _clock.Advance(TimeSpan.FromSeconds(3) - Moment);
        Assert.NotNull(lease.PageAt(Now));

        _clock.Advance(Moment);
        Assert.Null(lease.PageAt(Now));

        var page = await shop.PageAsync(host.Grains, Noon);
        Assert.Same(page, page.Lease!.PageAt(Now));
        Assert.Same(page, lease.PageAt(Now));
    }

    [PostgresFact]
    public async Task It_ends_when_the_time_of_the_first_start_has_come()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(host.Grains);
        var next = Now.AddMinutes(15);
        _clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        var lease = (await shop.PageAsync(host.Grains, next)).Lease!;

        _clock.Advance(TimeSpan.FromSeconds(1) - Moment);
        Assert.NotNull(lease.PageAt(Now));

        _clock.Advance(2 * Moment);
        Assert.Null(lease.PageAt(Now));
    }

    [PostgresFact]
    public async Task It_ends_with_a_hold()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(
            host.Grains, policy: new PolicyMessage { HoldMinutes = 10 }, deposit: 1_000);
        var held = TestShop.Value(await shop.BookAsync(host.Grains, Noon)).Booking;
        _clock.Advance(held.HoldExpiresAt!.Value - Now - TimeSpan.FromSeconds(1));
        var lease = (await shop.PageAsync(host.Grains, Noon)).Lease!;
        Assert.NotNull(lease.PageAt(Now));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(lease.PageAt(Now));
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
    }

    [PostgresFact]
    public async Task A_booking_withdraws_the_pages_that_show_its_day_and_no_others()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(host.Grains);
        var ofTheDay = (await shop.PageAsync(host.Grains, Noon)).Lease!;
        var ofAWeekLater = (await shop.PageAsync(host.Grains, Noon.AddDays(7))).Lease!;

        TestShop.Value(await shop.BookAsync(host.Grains, Noon));

        Assert.Null(ofTheDay.PageAt(Now));
        Assert.NotNull(ofAWeekLater.PageAt(Now));
    }

    [PostgresFact]
    public async Task An_activation_that_ends_withdraws_its_pages()
    {
        PageLease lease;
        await using (var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock))
        {
            var shop = await TestShop.CreateAsync(host.Grains);
            lease = (await shop.PageAsync(host.Grains, Noon)).Lease!;
            Assert.NotNull(lease.PageAt(Now));
        }

        Assert.Null(lease.PageAt(Now));
    }

    [PostgresFact]
    public async Task Who_remembers_hundreds_of_leases_keeps_no_more_pages_than_the_shop_does()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 2);
        var leases = new List<PageLease>();
        for (var from = 0; from < 10; from++)
        {
            for (var days = 1; days <= 31; days++)
            {
                leases.Add((await shop.PageAsync(host.Grains, Noon.AddDays(from), days)).Lease!);
            }
        }

        var kept = leases.Select(lease => lease.PageAt(Now)).OfType<AvailabilityPage>().ToList();
        Assert.InRange(kept.Count, 1, leases.Count / 2);
        Assert.InRange(kept.Sum(page => page.Body.Length), 1, 4 * 1024 * 1024);
    }
}
