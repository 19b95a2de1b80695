using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Holds;

/// <summary>A deposit confirms a booking; until it comes, the time is held, and not longer than promised.</summary>
public sealed class HoldTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly ShopPlan WithDeposit = new()
    {
        Deposit = 1_000,
        Policy = new JsonObject { ["holdMinutes"] = 1 },
    };

    [PostgresFact]
    public async Task A_service_with_a_deposit_is_held_until_a_deadline_and_says_what_is_to_be_paid()
    {
        var shop = await api.OpenShopAsync(WithDeposit);
        var asked = DateTimeOffset.UtcNow;

        var answer = (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")))).Expect(201);

        Assert.Equal("held", answer["status"].GetString());
        var held = answer["hold"].GetProperty("expiresAt").GetDateTimeOffset() - asked;
        Assert.InRange(held.TotalSeconds, 59, 75);
        var deposit = answer["payment"].GetProperty("deposit");
        Assert.Equal("""{"amount":1000,"currency":"EUR"}""", deposit.GetRawText());
        Assert.False((await shop.OpenStartsAsync(3)).Has(shop.At(3, "10:00")), "What is held is still offered.");
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")))).ExpectProblem(409, "slot_taken");
    }

    [PostgresFact]
    public async Task A_hold_that_is_confirmed_in_time_is_a_booking_and_stays_one()
    {
        var shop = await api.OpenShopAsync(WithDeposit);
        var held = await shop.BookAsync(shop.At(3, "10:00"));

        var confirmed = (await shop.Staff.PostAsync($"/v1/bookings/{held.Id}/confirm")).Expect(200);
        var again = (await shop.Staff.PostAsync($"/v1/bookings/{held.Id}/confirm")).Expect(200);

        Assert.Equal("confirmed", Booked.From(confirmed).Status);
        Assert.False(confirmed.Json.TryGetProperty("hold", out _), "A confirmed booking is not held any more.");
        Assert.Equal("confirmed", Booked.From(again).Status);
        Assert.Equal("confirmed", await api.Table.StatusAsync(held.Id));
    }

    [PostgresFact]
    public async Task A_hold_cannot_be_confirmed_or_moved_after_its_deadline()
    {
        var shop = await api.OpenShopAsync(WithDeposit);
        var held = await shop.BookAsync(shop.At(3, "10:00"));
        await api.Table.LetHoldRunOutAsync(held.Id);

        var confirmed = await shop.Staff.PostAsync($"/v1/bookings/{held.Id}/confirm");
        var moved = await shop.Anonymous.WithToken(held.ManageToken).PostAsync(
            $"/v1/bookings/{held.Id}/reschedule", new JsonObject { ["start"] = shop.At(3, "12:00") });
        var seen = await shop.Anonymous.WithToken(held.ManageToken).GetAsync($"/v1/bookings/{held.Id}");

        confirmed.ExpectProblem(409, "hold_expired");
        moved.ExpectProblem(409, "hold_expired");
        Assert.Equal("expired", Booked.From(seen.Expect(200)).Status);
    }

    [PostgresFact]
    public async Task A_hold_that_is_given_up_frees_its_time_at_once()
    {
        var shop = await api.OpenShopAsync(WithDeposit);
        var held = await shop.BookAsync(shop.At(3, "10:00"));

        (await shop.Anonymous.WithToken(held.ManageToken).PostAsync($"/v1/bookings/{held.Id}/cancel")).Expect(200);

        Assert.True((await shop.OpenStartsAsync(3)).Has(shop.At(3, "10:00")), "The time is not offered.");
        Assert.NotEqual(held.Id, (await shop.BookAsync(shop.At(3, "10:00"))).Id);
    }

    [PostgresFact]
    public async Task A_client_cannot_confirm_without_paying()
    {
        var shop = await api.OpenShopAsync(WithDeposit);
        var held = await shop.BookAsync(shop.At(3, "10:00"));

        var answer = await shop.Anonymous.WithToken(held.ManageToken).PostAsync($"/v1/bookings/{held.Id}/confirm");

        answer.ExpectProblem(403, "forbidden");
        Assert.Equal("held", await api.Table.StatusAsync(held.Id));
    }

    [PostgresFact]
    public async Task A_repeated_request_for_a_hold_answers_the_same_deadline()
    {
        var shop = await api.OpenShopAsync(WithDeposit);
        var body = shop.Booking(shop.At(3, "10:00"));

        var first = (await shop.TryBookAsync(body, "k")).Expect(201);
        var second = (await shop.TryBookAsync(body, "k")).Expect(200);

        Assert.Equal(first["hold"].GetRawText(), second["hold"].GetRawText());
    }
}
