using System.Text;
using System.Text.Json;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

/// <summary>A reader in the process of the shop sends a page again without asking, and never a stale one.</summary>
public sealed class LeaseTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Noon = TimeProvider.System.GetUtcNow().Date.AddDays(2).AddHours(12);

    [PostgresFact]
    public async Task A_page_of_a_shop_in_the_same_process_may_be_sent_again_without_asking()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);

        var page = await shop.PageAsync(host.Grains, Noon);

        Assert.Same(page, page.Lease!.PageAt(TimeProvider.System.GetUtcNow()));
    }

    [PostgresFact]
    public async Task A_change_of_the_shop_itself_withdraws_its_pages()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var lease = (await shop.PageAsync(host.Grains, Noon)).Lease!;

        TestShop.Value(await shop.Grain(host.Grains).AddBarber(new BarberDefinition { Name = "New", Services = [] }));

        Assert.Null(lease.PageAt(DateTimeOffset.MinValue));
    }

    [PostgresFact]
    public async Task Nobody_who_reads_by_a_lease_is_offered_what_somebody_was_told_they_have_booked()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 2);
        var booked = 0;
        var sentAgain = 0;
        using var end = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(ReadAsync)).ToList();

        for (var i = 0; i < 40; i++)
        {
            // Two barbers, so every other booking closes a start.
            TestShop.Value(await shop.BookAsync(host.Grains, Noon.AddMinutes(15 * (i / 2 * 2))));
            Volatile.Write(ref booked, (i + 1) / 2);
        }

        await Eventually.HoldsAsync("readers have used leases", () => Volatile.Read(ref sentAgain) > 100);
        await end.CancelAsync();
        await Task.WhenAll(readers);

        async Task ReadAsync()
        {
            PageLease? lease = null;
            while (!end.IsCancellationRequested)
            {
                await Task.Yield();
                var closed = Volatile.Read(ref booked);
                var page = lease?.PageAt(TimeProvider.System.GetUtcNow());
                if (page is not null)
                {
                    Interlocked.Increment(ref sentAgain);
                }

                page ??= await shop.PageAsync(host.Grains, Noon);
                lease = page.Lease;
                var offered = Starts(page);
                for (var i = 0; i < closed; i++)
                {
                    Assert.DoesNotContain(Noon.AddMinutes(30 * i), offered);
                }
            }
        }
    }

    private static HashSet<DateTimeOffset> Starts(AvailabilityPage page)
    {
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(page.Body));
        return
        [
            .. json.RootElement.GetProperty("days")[0].GetProperty("slots").EnumerateArray()
                .Select(slot => slot.GetProperty("start").GetDateTimeOffset()),
        ];
    }
}
