using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>Booking, and why a start is refused.</summary>
public sealed class BookingTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task A_booking_says_everything_that_the_client_needs()
    {
        var shop = await api.OpenShopAsync();
        var body = shop.Booking(shop.At(3, "10:00"));
        body["notes"] = "Two lines,\nplease \ud83d\udc88";

        var answer = (await shop.TryBookAsync(body)).Expect(201);

        var booked = Booked.From(answer);
        Assert.Equal(7, booked.Id.Version);
        Assert.Equal($"/v1/bookings/{booked.Id}", answer.Location);
        Assert.Equal(("confirmed", shop.Barbers[0]), (booked.Status, booked.Barber));
        Assert.Equal((shop.Id, shop.Service), (answer["shop"].GetGuid(), answer["service"].GetGuid()));
        Assert.Equal(
            (shop.At(3, "10:00"), shop.At(3, "10:30")), (answer["start"].GetString(), answer["end"].GetString()));
        Assert.Equal("""{"amount":3500,"currency":"EUR"}""", answer["price"].GetRawText());
        Assert.Equal(
            ("Ada", "ada@example.org", "+49 30 1234"),
            (Of(answer, "name"), Of(answer, "email"), Of(answer, "phone")));
        Assert.Equal("Two lines,\nplease \ud83d\udc88", answer["notes"].GetString());
        Assert.False(answer.Json.TryGetProperty("hold", out _), "A confirmed booking is not held.");
    }

    [PostgresFact]
    public async Task Its_location_is_open_to_its_token_and_to_its_shop_and_does_not_repeat_the_token()
    {
        var shop = await api.OpenShopAsync();
        var answer = (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")))).Expect(201);
        var booked = Booked.From(answer);

        var byToken = (await shop.Anonymous.WithToken(booked.ManageToken).GetAsync(answer.Location!)).Expect(200);
        var byStaff = (await shop.Staff.GetAsync(answer.Location!)).Expect(200);
        var byAdministrator = (await api.Administrator.GetAsync(answer.Location!)).Expect(200);

        Assert.Equal(booked with { ManageToken = "" }, Booked.From(byToken));
        Assert.Equal(byToken.Text, byStaff.Text);
        Assert.Equal(byToken.Text, byAdministrator.Text);
        (await shop.Anonymous.GetAsync(answer.Location!)).ExpectProblem(401, "unauthorized");
    }

    [PostgresFact]
    public async Task Everything_that_is_offered_can_be_booked()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Closes = "12:00", Minutes = 45 });

        while ((await shop.OpenStartsAsync(3)).All is [.., var last])
        {
            await shop.BookAsync(last.Start.ToString("O", null), last.Barbers[0]);
        }

        Assert.Equal(4, await api.Table.CountAsync(shop.Id));
    }

    [PostgresFact]
    public async Task What_is_past_or_within_the_notice_is_too_soon()
    {
        var policy = new JsonObject { ["minNoticeMinutes"] = 3 * 24 * 60 };
        var shop = await api.OpenShopAsync(new ShopPlan { Policy = policy });

        (await shop.TryBookAsync(shop.Booking(shop.At(-2, "10:00")))).ExpectProblem(422, "too_soon");
        (await shop.TryBookAsync(shop.Booking(shop.At(2, "10:00")))).ExpectProblem(422, "too_soon");
        (await shop.TryBookAsync(shop.Booking("1999-12-31T10:00:00Z"))).ExpectProblem(422, "too_soon");
        (await shop.TryBookAsync(shop.Booking(shop.At(4, "10:00")))).Expect(201);
    }

    [PostgresFact]
    public async Task What_is_beyond_the_horizon_is_too_far()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Policy = new JsonObject { ["horizonDays"] = 5 } });

        (await shop.TryBookAsync(shop.Booking(shop.At(4, "10:00")))).Expect(201);
        (await shop.TryBookAsync(shop.Booking(shop.At(5, "10:00")))).ExpectProblem(422, "too_far");
        (await shop.TryBookAsync(shop.Booking("2400-02-29T10:00:00Z"))).ExpectProblem(422, "too_far");
    }

    [PostgresFact]
    public async Task What_does_not_fit_into_the_hours_is_outside_them()
    {
        var shop = await api.OpenShopAsync();

        foreach (var time in (string[])["00:00", "08:45", "16:45", "17:00", "23:45"])
        {
            (await shop.TryBookAsync(shop.Booking(shop.At(3, time)))).ExpectProblem(422, "outside_hours");
        }

        (await shop.TryBookAsync(shop.Booking(shop.At(3, "16:30")))).Expect(201);
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "09:00")))).Expect(201);
    }

    [PostgresFact]
    public async Task A_start_off_the_shops_grid_is_refused_and_names_the_field()
    {
        var shop = await api.OpenShopAsync();

        var answer = await shop.TryBookAsync(shop.Booking(shop.At(3, "10:05")));

        var problem = answer.ExpectProblem(422, "validation_failed");
        Assert.Equal("start", problem["errors"][0].GetProperty("field").GetString());
    }

    [PostgresFact]
    public async Task A_taken_start_is_refused_with_up_to_three_others_that_can_be_booked()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Opens = "09:00", Closes = "10:30" });
        await shop.BookAsync(shop.At(3, "09:30"));

        var refused = (await shop.TryBookAsync(shop.Booking(shop.At(3, "09:30")))).ExpectProblem(409, "slot_taken");

        var others = refused["alternatives"].EnumerateArray().Select(OpenStart.From).ToList();
        Assert.Equal(3, others.Count);
        DateTimeOffset[] nearest =
            [DateTimeOffset.Parse(shop.At(3, "09:00"), null), DateTimeOffset.Parse(shop.At(3, "10:00"), null)];
        Assert.Equal(nearest, others.Take(2).Select(slot => slot.Start).Order());
        foreach (var other in others)
        {
            Assert.Equal(shop.Barbers, other.Barbers);
            await shop.BookAsync(other.Start.ToString("O", null), other.Barbers[0]);
        }
    }

    [PostgresFact]
    public async Task When_nothing_is_open_there_are_no_alternatives()
    {
        var policy = new JsonObject { ["horizonDays"] = 3 };
        var shop = await api.OpenShopAsync(new ShopPlan { Opens = "09:00", Closes = "09:30", Policy = policy });
        await shop.BookAsync(shop.At(1, "09:00"));
        await shop.BookAsync(shop.At(2, "09:00"));
        var today = (await shop.OpenStartsAsync(0)).All;

        var refused = (await shop.TryBookAsync(shop.Booking(shop.At(2, "09:00")))).ExpectProblem(409, "slot_taken");

        Assert.Equal(today.Count, refused["alternatives"].GetArrayLength());
    }

    [PostgresFact]
    public async Task What_the_shop_does_not_have_is_not_found()
    {
        var (shop, other) = (await api.OpenShopAsync(), await api.OpenShopAsync());
        var start = shop.At(3, "10:00");

        (await shop.TryBookAsync(Bodies.Booking(other.Service, start))).ExpectProblem(404, "not_found");
        (await shop.TryBookAsync(shop.Booking(start, other.Barbers[0]))).ExpectProblem(404, "not_found");
        (await shop.Anonymous.PostAsync(
            $"/v1/shops/{Guid.CreateVersion7()}/bookings", shop.Booking(start), ("Idempotency-Key", "k")))
            .ExpectProblem(404, "not_found");
    }

    private static string? Of(Answer booking, string field) => booking["client"].GetProperty(field).GetString();
}
