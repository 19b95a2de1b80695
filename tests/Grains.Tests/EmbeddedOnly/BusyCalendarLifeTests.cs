using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Tests.Calendars;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Ledger.Calendars;
using BookedBarber.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BookedBarber.Grains.Tests;

/// <summary>Busy times over restarts and over the years.</summary>
public sealed class BusyCalendarLifeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private readonly ManualTimeProvider _clock = new();

    private DateTimeOffset Noon(int days) => _clock.GetUtcNow().Date.AddDays(days).AddHours(12);

    [PostgresFact]
    public async Task A_restart_forgets_nothing_and_asks_nobody()
    {
        var database = await postgres.CreateDatabaseAsync();
        TestShop shop;
        await using (var host = await GrainsHost.StartAsync(database, _clock))
        {
            shop = await TestShop.CreateAsync(host.Grains);
            await PutAsync(host, shop, Ics.Busy(Noon(1)));
            await using var forgotten = host.Services.GetRequiredService<Npgsql.NpgsqlDataSource>()
                .CreateCommand("delete from busy_calendars");
            await forgotten.ExecuteNonQueryAsync();
        }

        await using var next = await GrainsHost.StartAsync(database, _clock);
        Assert.Empty(await shop.OfferedAtAsync(next.Grains, Noon(1)));
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(next.Grains, Noon(1).AddHours(1)));
    }

    [PostgresFact]
    public async Task Busy_times_cover_any_horizon_and_move_on_with_it()
    {
        var database = await postgres.CreateDatabaseAsync();
        TestShop shop;
        await using (var host = await GrainsHost.StartAsync(database, _clock))
        {
            shop = await TestShop.CreateAsync(host.Grains, policy: new PolicyMessage { HorizonDays = 366 });
            await PutAsync(host, shop, Ics.Busy(Noon(1), rule: "FREQ=DAILY"));
            Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon(365)));
            Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon(365).AddHours(2)));
        }

        // Each time another process, since a clock that is moved on by months has a million alarms to ring.
        for (var (days, months) = (30, 0); months < 24; months += 2, days += 60)
        {
            var clock = new ManualTimeProvider(_clock.GetUtcNow().AddDays(days));
            await using var host = await GrainsHost.StartAsync(database, clock);
            if (months == 0)
            {
                // A refresher that is down for a month is not missed yet.
                Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon(days + 365)));
            }

            Assert.Equal(1, await RefreshAsync(host, clock));
            Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon(days + 365)));
            Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon(days + 1)));
        }
    }

    [PostgresFact]
    public async Task A_text_is_due_once_a_day()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await TestShop.CreateAsync(host.Grains);
        await PutAsync(host, shop, Ics.Busy(Noon(1)));
        Assert.Equal(0, await RefreshAsync(host, _clock));
        _clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await RefreshAsync(host, _clock));
        Assert.Equal(0, await RefreshAsync(host, _clock));
    }

    private static async Task PutAsync(GrainsHost host, TestShop shop, string text) => TestShop.Value(
        await host.Grains.GetGrain<IBarberCalendarsGrain>(shop.Barbers[0].ToString())
            .Put(new() { Shop = shop.Id, Name = "mine", Text = text }));

    private static async Task<int> RefreshAsync(GrainsHost host, TimeProvider clock)
    {
        var due = await host.Services.GetRequiredService<IBusyCalendars>().ClaimAsync(
            Instant.FromDateTimeOffset(clock.GetUtcNow()), Duration.FromMinutes(3), 10, default);
        foreach (var one in due)
        {
            await host.Grains.GetGrain<IBarberCalendarsGrain>(one.BarberId.ToString()).Refresh(one.Id, null);
        }

        return due.Count;
    }
}
