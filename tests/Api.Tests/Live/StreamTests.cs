using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Live;

/// <summary>Who watches a shop sees each change of a day when it happens.</summary>
public sealed class StreamTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task Who_watches_sees_a_booking_and_its_cancellation()
    {
        var shop = await api.OpenShopAsync();
        await using var stream = await EventStream.WatchAsync(shop);
        var taken = DateTimeOffset.Parse(shop.At(3, "10:00"), null);

        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        var without = await stream.NextForAsync(shop.Date(3));
        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);
        var with = await stream.NextForAsync(shop.Date(3));

        Assert.Equal(28, without.Count);
        Assert.DoesNotContain(without, slot => slot.Start == taken);
        Assert.Equal(31, with.Count);
        Assert.Contains(with, slot => slot.Start == taken);
    }

    [PostgresFact]
    public async Task An_event_has_what_the_page_has()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 3 });
        await using var stream = await EventStream.WatchAsync(shop);

        await shop.BookAsync(shop.At(4, "12:00"), shop.Barbers[1]);
        var day = await stream.NextForAsync(shop.Date(4));

        var page = (await shop.OpenStartsAsync(4)).All;
        Assert.Equal(page.Select(slot => slot.Start), day.Select(slot => slot.Start));
        Assert.Equal(page.SelectMany(slot => slot.Barbers), day.SelectMany(slot => slot.Barbers));
    }

    [PostgresFact]
    public async Task A_reschedule_shows_on_both_days_and_hours_and_time_off_show_too()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        await using var stream = await EventStream.WatchAsync(shop);

        var later = new JsonObject { ["start"] = shop.At(4, "10:00") };
        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/reschedule", later)).Expect(200);
        Assert.Equal(31, (await stream.NextForAsync(shop.Date(3))).Count);
        Assert.Equal(28, (await stream.NextForAsync(shop.Date(4))).Count);

        await shop.SetHoursAsync(shop.Barbers[0], Bodies.Hours("09:00", "12:00"));
        Assert.Equal(11, (await stream.NextForAsync(shop.Date(3))).Count);
    }

    [PostgresFact]
    public async Task Many_who_watch_all_hear_of_it_and_who_left_is_no_burden()
    {
        var shop = await api.OpenShopAsync();
        var streams = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => EventStream.WatchAsync(shop)));
        foreach (var stream in streams[25..])
        {
            await stream.DisposeAsync();
        }

        await shop.BookAsync(shop.At(3, "10:00"));

        foreach (var stream in streams[..25])
        {
            Assert.Equal(28, (await stream.NextForAsync(shop.Date(3))).Count);
            await stream.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task Every_booking_of_a_busy_day_arrives_in_the_end()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Minutes = 15 });
        await using var stream = await EventStream.WatchAsync(shop, $"&from={shop.Date(3)}&days=1");

        await Task.WhenAll(Enumerable.Range(36, 32).Select(quarter =>
            shop.BookAsync(shop.At(3, $"{quarter / 4:00}:{quarter % 4 * 15:00}"))));

        while ((await stream.NextForAsync(shop.Date(3))).Count > 0)
        {
        }
    }
}
