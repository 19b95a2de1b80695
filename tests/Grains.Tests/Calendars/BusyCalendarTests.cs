using System.Text;
using System.Text.Json;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Ledger.Calendars;
using BookedBarber.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BookedBarber.Grains.Tests.Calendars;

/// <summary>The time that calendars of others take is not offered, and comes back with them.</summary>
public sealed class BusyCalendarTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Url = "https://calendar.example/bo.ics";

    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.UtcNow.Date.AddDays(1);

    private static readonly DateTimeOffset Noon = Tomorrow.AddHours(12);

    [PostgresFact]
    public async Task A_busy_time_is_not_offered_and_comes_back_when_its_calendar_is_removed()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));

        var taken = TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon))));
        Assert.Equal((1, 1, 0), (taken.Events, taken.BusyIntervals, taken.IgnoredParts));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon.AddMinutes(45)));
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon.AddMinutes(60)));
        Assert.Equal(
            ProblemCodes.OutsideHours, (await shop.BookAsync(host.Grains, Noon, shop.Barbers[0])).Problem?.Code);

        TestShop.Value(await calendars.Remove(taken.Id));
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Empty((await calendars.List()).Items);
        Assert.Equal(ProblemCodes.NotFound, (await calendars.Remove(taken.Id)).Problem?.Code);
    }

    [PostgresFact]
    public async Task Whatever_is_busy_is_not_offered_and_all_else_is_and_nothing_is_missing_afterwards()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        var before = await OfferedAsync(host, shop);
        var random = new Random(20_261_127);
        for (var round = 0; round < 10; round++)
        {
            var kept = new List<(Guid Id, List<(DateTimeOffset From, DateTimeOffset To)> Busy)>();
            for (var calendar = 0; calendar < 3; calendar++)
            {
                var busy = Enumerable.Range(0, random.Next(1, 8)).Select(_ =>
                {
                    var from = Tomorrow.AddMinutes(random.Next(0, 3 * 24 * 60));
                    return (From: from, To: from.AddMinutes(random.Next(1, 300)));
                }).ToList();
                var text = Ics.Calendar(busy.Select(one => Ics.Event(one.From, one.To - one.From)));
                kept.Add((TestShop.Value(await calendars.Put(Upload(shop, text, $"calendar {calendar}"))).Id, busy));
            }

            while (kept.Count > 0)
            {
                Assert.Equal(before.Where(start => IsFree(start, kept.SelectMany(one => one.Busy))), await OfferedAsync(host, shop));
                TestShop.Value(await calendars.Remove(kept[0].Id));
                kept.RemoveAt(0);
            }

            Assert.Equal(before, await OfferedAsync(host, shop));
        }
    }

    [PostgresFact]
    public async Task A_calendar_replaces_the_one_with_the_same_name_and_leaves_the_others()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        var first = TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon))));
        TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon.AddHours(4)), "other")));
        var second = TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon.AddHours(2)))));

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(["mine", "other"], (await calendars.List()).Items.Select(item => item.Name));
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon.AddHours(2)));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon.AddHours(4)));
    }

    [PostgresFact]
    public async Task Bookings_that_were_made_stay_and_their_time_does_not_come_back_with_the_calendar()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        var booked = TestShop.Value(await shop.BookAsync(host.Grains, Noon)).Booking;
        var taken = TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon))));
        Assert.NotNull(await host.Ledger.FindAsync(booked.Id, default));

        TestShop.Value(await calendars.Remove(taken.Id));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon.AddMinutes(30)));
    }

    [PostgresFact]
    public async Task What_is_no_calendar_changes_nothing_and_its_line_is_named()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon))));

        var refused = await calendars.Put(Upload(shop, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n"));
        Assert.Equal(ProblemCodes.ValidationFailed, refused.Problem?.Code);
        Assert.Equal("line 3 must close VEVENT of line 2 first.", refused.Problem!.Detail);
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
    }

    [PostgresFact]
    public async Task What_is_ignored_is_told_with_its_line()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        var taken = TestShop.Value(await calendars.Put(Upload(
            shop, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")));
        var part = Assert.Single(taken.Ignored);
        Assert.Equal((2, "VEVENT", "has no DTSTART"), (part.Line, part.Component, part.Reason));
    }

    [PostgresFact]
    public async Task A_barber_has_at_most_ten_calendars()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        for (var i = 0; i < 10; i++)
        {
            TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon), $"{i}")));
        }

        Assert.Equal("name", Assert.Single((await calendars.Put(Upload(shop, Ics.Busy(Noon), "10"))).Problem!.Errors).Field);
        TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon), "9")));
    }

    [PostgresTheory]
    [InlineData("ftp://calendar.example/bo.ics")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/bo.ics")]
    [InlineData("https://bo:secret@calendar.example/bo.ics")]
    public async Task An_address_is_one_of_the_web(string url)
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        Assert.Equal("url", Assert.Single((await calendars.Put(Subscription(shop, url))).Problem!.Errors).Field);
    }

    [PostgresFact]
    public async Task Somebody_who_does_not_work_there_has_no_calendars_there()
    {
        await using var host = await StartAsync();
        var (shop, _) = await OpenAsync(host);
        var stranger = host.Grains.GetGrain<IBarberCalendarsGrain>(Guid.NewGuid().ToString());
        Assert.Equal(ProblemCodes.NotFound, (await stranger.Put(Upload(shop, Ics.Busy(Noon)))).Problem?.Code);
    }

    [PostgresFact]
    public async Task An_address_holds_when_it_was_fetched_and_what_it_said_holds_while_it_is_out_of_reach()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        var known = TestShop.Value(await calendars.Put(Subscription(shop)));
        Assert.Null(known.FetchedAt);
        var due = Assert.Single(await ClaimAsync(host));
        Assert.Equal((known.Id, shop.Barbers[0], Url), (due.Id, due.BarberId, due.Url));

        await calendars.Refresh(known.Id, new() { Url = Url, Text = Ics.Busy(Noon), ETag = "\"1\"", LastModified = "then" });
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
        var fetched = Assert.Single((await calendars.List()).Items);
        Assert.NotNull(fetched.FetchedAt);
        Assert.InRange(fetched.NextFetchAt!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(65));

        await calendars.Refresh(known.Id, new() { Url = Url });
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
        await calendars.Refresh(known.Id, new() { Url = Url, Error = "It answered 500." });
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Equal("It answered 500.", Assert.Single((await calendars.List()).Items).LastError);
        await calendars.Refresh(known.Id, new() { Url = Url, Text = "<html>" });
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Equal("line 1 must be BEGIN:VCALENDAR.", Assert.Single((await calendars.List()).Items).LastError);

        await calendars.Refresh(known.Id, new() { Url = Url, Text = Ics.Busy(Noon.AddHours(2)) });
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon.AddHours(2)));
        Assert.Null(Assert.Single((await calendars.List()).Items).LastError);
    }

    [PostgresFact]
    public async Task An_address_that_fails_is_asked_less_and_less_often()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        var known = TestShop.Value(await calendars.Put(Subscription(shop)));
        var pauses = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            await calendars.Refresh(known.Id, new() { Url = Url, Error = "It answered 500." });
            var next = Assert.Single((await calendars.List()).Items).NextFetchAt!.Value;
            pauses.Add(Math.Round((next - DateTimeOffset.UtcNow).TotalMinutes));
        }

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 512, 720, 720, 720], pauses);
    }

    [PostgresFact]
    public async Task What_was_found_at_an_address_that_was_given_up_meanwhile_is_passed_over()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        var known = TestShop.Value(await calendars.Put(Subscription(shop)));
        TestShop.Value(await calendars.Put(Subscription(shop, "https://calendar.example/other.ics")));

        await calendars.Refresh(known.Id, new() { Url = Url, Text = Ics.Busy(Noon) });
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Equal("https://calendar.example/other.ics", Assert.Single(await ClaimAsync(host)).Url);
    }

    [PostgresFact]
    public async Task A_calendar_that_was_written_and_not_told_of_is_told_by_the_refresher()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        var store = host.Services.GetRequiredService<IBusyCalendars>();
        var row = new BusyCalendarRow
        {
            Id = Guid.CreateVersion7(),
            ShopId = shop.Id,
            BarberId = shop.Barbers[0],
            Name = "mine",
            NextAt = SystemClock.Instance.GetCurrentInstant(),
        };
        await store.PutAsync(row, Ics.Busy(Noon), default);
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));

        await calendars.Refresh(Assert.Single(await ClaimAsync(host)).Id, null);
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Empty(await ClaimAsync(host));

        // The same at its end.
        var written = Assert.Single(await store.ListAsync(shop.Barbers[0], default));
        await store.PutAsync(written with { Removed = true, NextAt = row.NextAt }, "", default);
        await calendars.Refresh(Assert.Single(await ClaimAsync(host)).Id, null);
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Empty(await store.ListAsync(shop.Barbers[0], default));
    }

    [PostgresFact]
    public async Task The_calendars_of_a_barber_who_has_left_are_forgotten()
    {
        await using var host = await StartAsync();
        var (shop, calendars) = await OpenAsync(host);
        var known = TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon))));
        TestShop.Value(await shop.Grain(host.Grains).RemoveBarber(shop.Barbers[0]));

        await calendars.Refresh(known.Id, null);
        var store = host.Services.GetRequiredService<IBusyCalendars>();
        Assert.Empty(await store.ListAsync(shop.Barbers[0], default));
    }

    [PostgresFact]
    public async Task A_shop_that_has_many_slow_calendars_read_leaves_a_place_to_others()
    {
        await using var host = await StartAsync();
        var (slow, _) = await OpenAsync(host);
        var (shop, calendars) = await OpenAsync(host);
        var text = Ics.Calendar(Enumerable.Range(0, 40).Select(
            _ => Ics.Event(Tomorrow.AddYears(-20), TimeSpan.FromMinutes(1), "FREQ=DAILY")));
        var many = Enumerable.Range(0, 100).Select(_ => host.Grains
            .GetGrain<IBarberCalendarsGrain>(Guid.NewGuid().ToString()).Put(Upload(slow, text))).ToList();

        TestShop.Value(await calendars.Put(Upload(shop, Ics.Busy(Noon))));

        foreach (var one in many)
        {
            // Too much for one calendar, or for the shop at a time.
            await Record.ExceptionAsync(() => one);
        }
    }

    [PostgresFact]
    public async Task The_address_of_a_feed_has_a_revision_that_only_grows()
    {
        await using var host = await StartAsync();
        var (_, calendars) = await OpenAsync(host);
        Assert.Equal(0, await calendars.GetFeedRevision());
        Assert.Equal(1, await calendars.ChangeFeed());
        Assert.Equal(1, await calendars.GetFeedRevision());
    }

    private async Task<GrainsHost> StartAsync() => await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());

    private static async Task<(TestShop Shop, IBarberCalendarsGrain Calendars)> OpenAsync(GrainsHost host)
    {
        var shop = await TestShop.CreateAsync(host.Grains);
        return (shop, host.Grains.GetGrain<IBarberCalendarsGrain>(shop.Barbers[0].ToString()));
    }

    private static BusyCalendarDefinition Upload(TestShop shop, string text, string name = "mine") =>
        new() { Shop = shop.Id, Name = name, Text = text };

    private static BusyCalendarDefinition Subscription(TestShop shop, string url = Url) =>
        new() { Shop = shop.Id, Name = "mine", Url = url };

    private static Task<IReadOnlyList<DueCalendar>> ClaimAsync(GrainsHost host) =>
        host.Services.GetRequiredService<IBusyCalendars>()
            .ClaimAsync(SystemClock.Instance.GetCurrentInstant(), Duration.FromMinutes(3), 10, default);

    private static bool IsFree(DateTimeOffset start, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> busy) =>
        !busy.Any(one => start < Outwards(one.To) && Inwards(one.From) < start.AddMinutes(30));

    // To ticks of 5 minutes.
    private static DateTimeOffset Inwards(DateTimeOffset time) => time.AddMinutes(-(time.Minute % 5));

    private static DateTimeOffset Outwards(DateTimeOffset time) => Inwards(time.AddMinutes(4));

    private static async Task<IReadOnlyList<DateTimeOffset>> OfferedAsync(GrainsHost host, TestShop shop)
    {
        var page = await shop.PageAsync(host.Grains, Tomorrow, days: 4);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(page.Body));
        return
        [
            .. json.RootElement.GetProperty("days").EnumerateArray()
                .SelectMany(day => day.GetProperty("slots").EnumerateArray())
                .Select(slot => slot.GetProperty("start").GetDateTimeOffset()),
        ];
    }
}
