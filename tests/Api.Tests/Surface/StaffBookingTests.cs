using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>What the people of a shop book for others.</summary>
public sealed class StaffBookingTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task Who_came_in_needs_no_notice_and_no_deposit()
    {
        var shop = await api.OpenShopAsync(new ShopPlan
        {
            Policy = new JsonObject { ["minNoticeMinutes"] = 20 * 24 * 60, ["horizonDays"] = 30 },
        });
        var colour = await shop.AddServiceAsync(Bodies.Service("Colour", minutes: 60, deposit: 500));
        (await shop.Staff.PutAsync(
            $"{shop.Path}/barbers/{shop.Barbers[0]}", Bodies.Barber("Barber", colour))).Expect(200);
        var body = Bodies.Booking(colour, shop.At(3, "10:00"), "any");
        (await shop.TryBookAsync(body)).ExpectProblem(422, "too_soon");

        var booked = (await BookAsync(shop, shop.Staff, "walk-in", body)).Expect(201);

        Assert.Equal("confirmed", Booked.From(booked).Status);
        Assert.Equal(Booked.From(booked).Id, Booked.From((await BookAsync(shop, shop.Staff, "walk-in", body)).Expect(200)).Id);
        var moved = (await shop.Staff.PostAsync(
            $"/v1/bookings/{Booked.From(booked).Id}/reschedule", new JsonObject { ["start"] = shop.At(3, "12:00") })).Expect(200);
        Assert.Equal(shop.At(3, "12:00"), moved["start"].GetString());
        (await BookAsync(shop, shop.Staff, "other", Bodies.Booking(colour, shop.At(3, "12:30"), "any")))
            .ExpectProblem(409, "slot_taken");
        (await BookAsync(shop, shop.Staff, "past", Bodies.Booking(colour, shop.At(-1, "12:30"), "any")))
            .ExpectProblem(422, "too_soon");
    }

    [PostgresFact]
    public async Task A_key_that_a_client_used_books_nothing_for_staff_and_strangers_are_refused()
    {
        var shop = await api.OpenShopAsync();
        var other = await api.OpenShopAsync();
        var body = shop.Booking(shop.At(3, "10:00"));
        await shop.TryBookAsync(body, "key");

        (await BookAsync(shop, shop.Staff, "key", body)).ExpectProblem(422, "idempotency_mismatch");
        (await BookAsync(shop, shop.Anonymous, "new", body)).ExpectProblem(401, "unauthorized");
        (await BookAsync(shop, other.Staff, "new", body)).ExpectProblem(403, "forbidden");
        (await shop.Staff.PostAsync($"{shop.Path}/staff-bookings", body)).ExpectProblem(400, "idempotency_key_required");
        Assert.Equal(1, await api.Table.CountAsync(shop.Id));
    }

    private static Task<Answer> BookAsync(TestShop shop, ApiClient client, string key, JsonObject body) =>
        client.PostAsync($"{shop.Path}/staff-bookings", body, ("Idempotency-Key", key));
}
