using System.Text.Json.Nodes;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;
using BookedBarber.TestKit.Client;
using Ical.Net;
using Ical.Net.CalendarComponents;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>Bookings as calendars, read back by another program's reader.</summary>
public sealed class FeedTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task A_feed_has_the_bookings_of_its_barber_and_follows_them()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        var url = await FeedAsync(shop, shop.Barbers[0]);
        Assert.Empty(await EventsAsync(shop, url));

        var booked = await shop.BookAsync(shop.At(1, "10:00"), shop.Barbers[0]);
        await shop.BookAsync(shop.At(1, "10:00"), shop.Barbers[1]);
        var first = Assert.Single(await EventsAsync(shop, url));
        Assert.Equal($"{booked.Id}@bookedbarber", first.Uid);
        Assert.Equal(("Haircut: Ada", "CONFIRMED", 0), (first.Summary, first.Status, first.Sequence));
        Assert.Equal("+49 30 1234\nada@example.org", first.Description);
        Assert.Equal(booked.Start.UtcDateTime, first.DtStart!.AsUtc);
        Assert.Equal(booked.Start.UtcDateTime.AddMinutes(30), first.DtEnd!.AsUtc);

        var client = shop.Anonymous.WithToken(booked.ManageToken);
        var later = new JsonObject { ["start"] = shop.At(2, "11:00") };
        (await client.PostAsync($"/v1/bookings/{booked.Id}/reschedule", later)).Expect(200);
        var moved = Assert.Single(await EventsAsync(shop, url));
        Assert.Equal(first.Uid, moved.Uid);
        Assert.True(moved.Sequence > first.Sequence);
        Assert.Equal(DateTimeOffset.Parse(shop.At(2, "11:00")).UtcDateTime, moved.DtStart!.AsUtc);

        (await client.PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);
        var cancelled = Assert.Single(await EventsAsync(shop, url));
        Assert.Equal((first.Uid, "CANCELLED"), (cancelled.Uid, cancelled.Status));
        Assert.True(cancelled.Sequence > moved.Sequence);
    }

    [PostgresFact]
    public async Task A_booking_that_goes_to_another_barber_goes_to_the_other_feed()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        var (one, other) = (await FeedAsync(shop, shop.Barbers[0]), await FeedAsync(shop, shop.Barbers[1]));
        var booked = await shop.BookAsync(shop.At(1, "10:00"), shop.Barbers[0]);
        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/reschedule", new JsonObject
        {
            ["start"] = shop.At(1, "10:00"),
            ["barber"] = shop.Barbers[1].ToString(),
        })).Expect(200);

        Assert.Empty(await EventsAsync(shop, one));
        var moved = Assert.Single(await EventsAsync(shop, other));
        Assert.Equal(($"{booked.Id}@bookedbarber", 1), (moved.Uid, moved.Sequence));
    }

    [PostgresFact]
    public async Task A_held_booking_is_tentative()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Deposit = 500 });
        await shop.BookAsync(shop.At(1, "10:00"));
        Assert.Equal("TENTATIVE", Assert.Single(await EventsAsync(shop, await FeedAsync(shop, shop.Barbers[0]))).Status);
    }

    [PostgresFact]
    public async Task A_feed_says_whether_it_has_changed()
    {
        var shop = await api.OpenShopAsync();
        var url = await FeedAsync(shop, shop.Barbers[0]);
        await shop.BookAsync(shop.At(1, "10:00"));
        var first = (await shop.Anonymous.GetAsync(url)).Expect(200);
        Assert.Equal("text/calendar", first.MediaType);
        Assert.Contains("private", first.Header("Cache-Control"));
        (await shop.Anonymous.GetAsync(url, ("If-None-Match", first.ETag!))).Expect(304);

        await shop.BookAsync(shop.At(1, "11:00"));
        var second = (await shop.Anonymous.GetAsync(url, ("If-None-Match", first.ETag!))).Expect(200);
        Assert.NotEqual(first.ETag, second.ETag);
    }

    [PostgresFact]
    public async Task A_feed_of_hundreds_of_bookings_is_whole()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Opens = "00:00", Closes = "24:00", Minutes = 15 });
        var starts = (await shop.OpenStartsAsync(1, days: 2)).All.Select(slot => slot.Start).Take(150).ToList();
        var booked = await Task.WhenAll(starts.Select(start => shop.BookAsync(start.ToString("O"))));
        var events = await EventsAsync(shop, await FeedAsync(shop, shop.Barbers[0]));
        Assert.Equal(booked.Select(one => $"{one.Id}@bookedbarber").Order(), events.Select(one => one.Uid!).Order());
    }

    [PostgresFact]
    public async Task Another_token_opens_nothing_and_an_old_one_ends()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        var (url, other) = (await FeedAsync(shop, shop.Barbers[0]), await FeedAsync(shop, shop.Barbers[1]));
        var token = url[(url.IndexOf('=') + 1)..];
        var path = url[..url.IndexOf('?')];
        foreach (var wrong in (string[])
            [
                "", "?token=", "?token=x", "?token=0.", $"?token={token}x", $"?token={token[..^1]}",
                $"?token=1{token[1..]}", $"?token=00{token[1..]}", other[other.IndexOf('?')..],
                $"?token=99999999999999999999999999{token[1..]}",
            ])
        {
            (await shop.Anonymous.GetAsync(path + wrong)).ExpectProblem(403, "forbidden");
        }

        (await shop.Anonymous.GetAsync(url.Replace(shop.Barbers[0].ToString(), Guid.NewGuid().ToString())))
            .ExpectProblem(403, "forbidden");
        (await shop.Anonymous.GetAsync(url.Replace(shop.Id.ToString(), Guid.NewGuid().ToString())))
            .ExpectProblem(404, "not_found");

        var renewed = (await shop.Staff.PostAsync($"{shop.Path}/barbers/{shop.Barbers[0]}/feed"))
            .Expect(200)["url"].GetString()!;
        (await shop.Anonymous.GetAsync(url)).ExpectProblem(403, "forbidden");
        (await shop.Anonymous.GetAsync(renewed)).Expect(200);
        Assert.Equal(renewed, await FeedAsync(shop, shop.Barbers[0]));
        (await shop.Anonymous.GetAsync(other)).Expect(200);
    }

    [PostgresFact]
    public async Task Only_staff_of_the_shop_learn_the_address()
    {
        var (mine, yours) = (await api.OpenShopAsync(), await api.OpenShopAsync());
        var path = $"{mine.Path}/barbers/{mine.Barbers[0]}/feed";
        (await mine.Anonymous.GetAsync(path)).ExpectProblem(401, "unauthorized");
        (await yours.Staff.GetAsync(path)).ExpectProblem(403, "forbidden");
        (await yours.Staff.PostAsync(path)).ExpectProblem(403, "forbidden");
        (await yours.Staff.GetAsync($"{yours.Path}/barbers/{mine.Barbers[0]}/feed")).ExpectProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task A_client_takes_the_booking_to_their_own_calendar()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(1, "10:00"));
        var path = $"/v1/bookings/{booked.Id}/calendar.ics";
        foreach (var answer in new[]
        {
            await shop.Anonymous.WithToken(booked.ManageToken).GetAsync(path),
            await shop.Anonymous.GetAsync($"{path}?token={booked.ManageToken}"),
            await shop.Staff.GetAsync(path),
        })
        {
            var calendar = Calendar.Load(answer.Expect(200).Text)!;
            Assert.Equal("PUBLISH", calendar.Method);
            var one = Assert.Single(calendar.Events);
            Assert.Equal(($"{booked.Id}@bookedbarber", "Haircut, Sharp & Söhne"), (one.Uid, one.Summary));
            Assert.Equal(booked.Start.UtcDateTime, one.DtStart!.AsUtc);
            Assert.DoesNotContain("Ada", answer.Text);
        }

        (await shop.Anonymous.GetAsync(path)).ExpectProblem(401, "unauthorized");
        (await shop.Anonymous.GetAsync($"{path}?token=x")).ExpectProblem(403, "forbidden");
        (await shop.Anonymous.GetAsync($"/v1/bookings/{Guid.NewGuid()}/calendar.ics?token={booked.ManageToken}"))
            .ExpectProblem(403, "forbidden");
    }

    private static async Task<string> FeedAsync(TestShop shop, Guid barber) =>
        new Uri((await shop.Staff.GetAsync($"{shop.Path}/barbers/{barber}/feed")).Expect(200)["url"].GetString()!)
            .ToString();

    private static async Task<IReadOnlyList<CalendarEvent>> EventsAsync(TestShop shop, string url) =>
        [.. Calendar.Load((await shop.Anonymous.GetAsync(url)).Expect(200).Text)!.Events];
}
