using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>What the people of a shop do with a booking, in the order in which it can happen.</summary>
public sealed class StaffStepTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task A_client_comes_and_is_served()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));

        await ExpectAsync(shop, booked, "complete", 409, "confirmed");
        await ExpectAsync(shop, booked, "check-in", 200, "checked-in");
        await ExpectAsync(shop, booked, "check-in", 200, "checked-in");
        await ExpectAsync(shop, booked, "no-show", 409, "checked-in");
        await ExpectAsync(shop, booked, "cancel", 409, "checked-in");
        await ExpectAsync(shop, booked, "complete", 200, "completed");
        await ExpectAsync(shop, booked, "complete", 200, "completed");
        await ExpectAsync(shop, booked, "cancel", 409, "completed");
        Assert.False((await shop.OpenStartsAsync(3)).Has(shop.At(3, "10:00")), "Time that was worked is offered.");
    }

    [PostgresFact]
    public async Task A_client_does_not_come_and_the_time_is_free_for_others()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));

        await ExpectAsync(shop, booked, "no-show", 200, "no-show");
        await ExpectAsync(shop, booked, "no-show", 200, "no-show");
        await ExpectAsync(shop, booked, "check-in", 409, "no-show");
        Assert.NotEqual(booked.Id, (await shop.BookAsync(shop.At(3, "10:00"))).Id);
    }

    [PostgresFact]
    public async Task A_booking_without_a_deposit_is_confirmed_already()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));

        await ExpectAsync(shop, booked, "confirm", 200, "confirmed");
    }

    private async Task ExpectAsync(TestShop shop, Booked booked, string step, int status, string after)
    {
        var answer = await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/{step}");
        if (status == 200)
        {
            Assert.Equal(after, Booked.From(answer.Expect(200)).Status);
        }
        else
        {
            answer.ExpectProblem(status, "invalid_status");
        }

        Assert.Equal(after, await api.Table.StatusAsync(booked.Id));
    }
}
