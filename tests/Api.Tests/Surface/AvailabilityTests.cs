using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>What is offered: by day, by barber, for one service or several.</summary>
public sealed class AvailabilityTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task A_page_names_the_shop_the_service_the_zone_and_each_day_with_its_open_starts()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Opens = "09:00", Closes = "10:30", Barbers = 2 });

        var page = (await shop.AvailabilityAsync($"from={shop.Date(3)}&days=2&barber=any")).Expect(200);

        Assert.Equal("application/json", page.MediaType);
        Assert.Equal(
            (shop.Id, shop.Service.ToString(), "Europe/Berlin"),
            (page["shop"].GetGuid(), page["service"].GetString(), page["timeZone"].GetString()));
        var open = OpenStarts.From(page);
        Assert.Equal([shop.Date(3), shop.Date(4)], open.Days.Select(day => day.Date));
        Assert.Equal("09:00,09:15,09:30,09:45,10:00,09:00,09:15,09:30,09:45,10:00", string.Join(',', open.Times));
        Assert.All(open.All, slot => Assert.Equal(shop.Barbers.Order(), slot.Barbers.Order()));
        Assert.Equal(shop.At(3, "09:00"), page["days"][0].GetProperty("slots")[0].GetProperty("start").GetString());
    }

    [PostgresFact]
    public async Task It_starts_today_and_has_seven_days_unless_told_otherwise()
    {
        var shop = await api.OpenShopAsync();

        Assert.Equal(
            Enumerable.Range(0, 7).Select(shop.Date),
            OpenStarts.From(await shop.AvailabilityAsync("")).Days.Select(day => day.Date));
        Assert.Single(OpenStarts.From(await shop.AvailabilityAsync("days=1")).Days);
        Assert.Equal(31, OpenStarts.From(await shop.AvailabilityAsync("days=31")).Days.Count);
        (await shop.AvailabilityAsync("days=0")).ExpectProblem(422, "validation_failed");
        (await shop.AvailabilityAsync("days=32")).ExpectProblem(422, "validation_failed");
    }

    [PostgresFact]
    public async Task The_slug_and_the_id_of_a_shop_lead_to_the_same_page()
    {
        var shop = await api.OpenShopAsync();
        var query = $"availability?service={shop.Service}&from={shop.Date(3)}";

        var byId = (await shop.Anonymous.GetAsync($"{shop.Path}/{query}")).Expect(200);
        var bySlug = (await shop.Anonymous.GetAsync($"/v1/shops/{shop.Slug}/{query}")).Expect(200);

        Assert.Equal((byId.Text, byId.ETag), (bySlug.Text, bySlug.ETag));
    }

    [PostgresFact]
    public async Task An_entity_tag_saves_the_page_until_something_changes()
    {
        var shop = await api.OpenShopAsync();
        var query = $"from={shop.Date(3)}";
        var etag = (await shop.AvailabilityAsync(query)).Expect(200).ETag!;
        Task<Answer> AskAsync(string tags) => shop.Anonymous.GetAsync(
            $"{shop.Path}/availability?service={shop.Service}&{query}", ("If-None-Match", tags));

        foreach (var tags in (string[])[etag, $"W/{etag}", $"\"x\", {etag}", "*"])
        {
            var unchanged = (await AskAsync(tags)).Expect(304);
            Assert.Equal(("", etag), (unchanged.Text, unchanged.ETag));
        }

        (await AskAsync("\"x\"")).Expect(200);
        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        Assert.NotEqual(etag, (await AskAsync(etag)).Expect(200).ETag);
        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);
        (await AskAsync(etag)).Expect(304);
    }

    [PostgresFact]
    public async Task What_is_booked_is_not_offered_nor_what_would_overlap_it_and_it_returns_when_it_is_cancelled()
    {
        var shop = await api.OpenShopAsync();
        var before = (await shop.OpenStartsAsync(3)).Times;

        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        var during = (await shop.OpenStartsAsync(3)).Times;
        (await shop.Anonymous.WithToken(booked.ManageToken).PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);

        Assert.Equal(["09:45", "10:00", "10:15"], before.Except(during));
        Assert.Equal(before, (await shop.OpenStartsAsync(3)).Times);
    }

    [PostgresFact]
    public async Task With_one_barber_named_only_that_ones_time_counts()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        await shop.BookAsync(shop.At(3, "10:00"), shop.Barbers[0]);

        var any = await shop.OpenStartsAsync(3);
        var first = await shop.OpenStartsAsync(3, query: $"&barber={shop.Barbers[0]}");
        var second = await shop.OpenStartsAsync(3, query: $"&barber={shop.Barbers[1]}");

        var ten = any.All.Single(slot => slot.Start == DateTimeOffset.Parse(shop.At(3, "10:00"), null));
        Assert.Equal([shop.Barbers[1]], ten.Barbers);
        Assert.False(first.Has(shop.At(3, "10:00")), "A start that is taken is offered.");
        Assert.Equal(any.Times, second.Times);
        Assert.All(second.All, slot => Assert.Equal([shop.Barbers[1]], slot.Barbers));
    }

    [PostgresFact]
    public async Task Several_services_follow_each_other_with_one_barber_who_does_them_all()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Opens = "09:00", Closes = "12:00" });
        var colour = await shop.AddServiceAsync(Bodies.Service("Colour", minutes: 60, price: 8_000));
        var both = await shop.AddBarberAsync("Both", "09:00", "12:00", shop.Service, colour);
        var path = $"{shop.Path}/availability?service={shop.Service},{colour}&from={shop.Date(3)}&days=1";

        var page = OpenStarts.From(await shop.Anonymous.GetAsync(path));
        var body = shop.Booking(shop.At(3, "10:30"));
        body.Remove("service");
        body["services"] = new JsonArray(shop.Service, colour);
        var booked = (await shop.TryBookAsync(body)).Expect(201);

        Assert.Equal("09:00,09:15,09:30,09:45,10:00,10:15,10:30", string.Join(',', page.Times));
        Assert.All(page.All, slot => Assert.Equal([both], slot.Barbers));
        Assert.Equal(both, booked["barber"].GetGuid());
        Assert.Equal($"{shop.Service},{colour}", booked["service"].GetString());
        Assert.Equal(11_500, booked["price"].GetProperty("amount").GetInt64());
        Assert.Equal(shop.At(3, "12:00"), booked["end"].GetString());
        Assert.Equal("09:00", Assert.Single(OpenStarts.From(await shop.Anonymous.GetAsync(path)).Times));
    }

    [PostgresFact]
    public async Task Buffers_are_the_barbers_time_and_not_the_clients()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Opens = "09:00", Closes = "12:00" });
        var service = Bodies.Service("Colour", minutes: 30);
        service["bufferBeforeMinutes"] = 15;
        service["bufferAfterMinutes"] = 30;
        var colour = await shop.AddServiceAsync(service);
        (await shop.Staff.PutAsync(
            $"{shop.Path}/barbers/{shop.Barbers[0]}", Bodies.Barber("Bo", shop.Service, colour))).Expect(200);

        var offered = OpenStarts.From(await shop.Anonymous.GetAsync(
            $"{shop.Path}/availability?service={colour}&from={shop.Date(3)}&days=1"));
        var booked = (await shop.TryBookAsync(Bodies.Booking(colour, shop.At(3, "10:00")))).Expect(201);

        Assert.Equal(("09:15", "11:00"), (offered.Times[0], offered.Times[^1]));
        Assert.Equal(shop.At(3, "10:30"), booked["end"].GetString());
        Assert.Equal("09:00,09:15,11:00,11:15,11:30", string.Join(',', (await shop.OpenStartsAsync(3)).Times));
    }

    [PostgresFact]
    public async Task Notice_and_horizon_bound_what_is_offered()
    {
        var policy = new JsonObject { ["minNoticeMinutes"] = 2 * 24 * 60, ["horizonDays"] = 6 };
        var shop = await api.OpenShopAsync(new ShopPlan { Policy = policy });

        var days = (await shop.OpenStartsAsync(fromDay: 0, days: 9)).Days;

        Assert.All([0, 1, 6, 7, 8], day => Assert.Empty(days[day].Slots));
        Assert.All([3, 4, 5], day => Assert.Equal(31, days[day].Slots.Count));
    }

    [PostgresFact]
    public async Task Dates_long_past_or_beyond_the_horizon_are_empty_and_no_error()
    {
        var shop = await api.OpenShopAsync();

        foreach (var date in (string[])["1990-01-01", "2020-02-29", "2400-02-29", "9000-01-01"])
        {
            Assert.Empty(OpenStarts.From(await shop.AvailabilityAsync($"from={date}&days=31")).All);
        }
    }
}
