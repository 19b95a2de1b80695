using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>Giving a booking up.</summary>
public sealed class CancelTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly ShopPlan FiveDaysAhead = new()
    {
        Policy = new JsonObject { ["cancelUntilMinutes"] = 5 * 24 * 60 },
    };

    [PostgresFact]
    public async Task A_client_cancels_and_cancelling_again_changes_nothing()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        var client = shop.Anonymous.WithToken(booked.ManageToken);

        var first = (await client.PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);
        var second = (await client.PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);

        Assert.Equal("cancelled", Booked.From(first).Status);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal("cancelled", await api.Table.StatusAsync(booked.Id));
        Assert.NotEqual(booked.Id, (await shop.BookAsync(shop.At(3, "10:00"))).Id);
    }

    [PostgresFact]
    public async Task After_the_deadline_a_client_can_neither_cancel_nor_move_and_the_staff_can_both()
    {
        var shop = await api.OpenShopAsync(FiveDaysAhead);
        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        var client = shop.Anonymous.WithToken(booked.ManageToken);
        var later = new JsonObject { ["start"] = shop.At(9, "10:00") };
        var sooner = new JsonObject { ["start"] = shop.At(3, "12:00") };

        (await client.PostAsync($"/v1/bookings/{booked.Id}/cancel")).ExpectProblem(422, "too_late");
        (await client.PostAsync($"/v1/bookings/{booked.Id}/reschedule", later)).ExpectProblem(422, "too_late");
        Assert.Equal("confirmed", await api.Table.StatusAsync(booked.Id));

        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/reschedule", sooner)).Expect(200);
        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);
        Assert.Equal("cancelled", await api.Table.StatusAsync(booked.Id));
    }

    [PostgresFact]
    public async Task Before_the_deadline_a_client_can()
    {
        var shop = await api.OpenShopAsync(FiveDaysAhead);
        var booked = await shop.BookAsync(shop.At(7, "10:00"));

        (await shop.Anonymous.WithToken(booked.ManageToken).PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);
    }

    [PostgresFact]
    public async Task A_cancelled_booking_cannot_be_moved_or_worked_on()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);
        var later = new JsonObject { ["start"] = shop.At(4, "10:00") };

        foreach (var step in (string[])["confirm", "check-in", "complete", "no-show"])
        {
            (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/{step}")).ExpectProblem(409, "invalid_status");
        }

        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/reschedule", later))
            .ExpectProblem(409, "invalid_status");
        Assert.Equal("cancelled", await api.Table.StatusAsync(booked.Id));
    }

    [PostgresFact]
    public async Task Of_a_cancel_and_many_who_wait_for_the_time_one_gets_it()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));

        var cancel = shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/cancel");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")))));

        (await cancel).Expect(200);
        Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[201, 409]));
        Assert.InRange(answers.Count(answer => answer.Status == 201), 0, 1);
        Assert.Equal(0, await api.Table.CountOverlapsAsync());
    }
}
