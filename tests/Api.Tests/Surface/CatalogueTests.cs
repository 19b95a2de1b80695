using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>Services and barbers: added, changed, taken away.</summary>
public sealed class CatalogueTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task A_service_is_added_changed_and_taken_off_the_list()
    {
        var shop = await api.OpenShopAsync();
        var shave = Bodies.Service("Shave", minutes: 15, price: 1_800);

        var added = (await shop.Staff.PostAsync($"{shop.Path}/services", shave)).Expect(201);
        var path = added.Location!;
        Assert.Equal($"{shop.Path}/services/{added["id"].GetGuid()}", path);
        Assert.Equal(("Shave", 15, 1_800, "EUR"), Describe(await ServiceAsync(shop, "Shave")));

        (await shop.Staff.PutAsync(path, Bodies.Service("Close shave", 20, 2_000, deposit: 500))).Expect(200);
        var changed = await ServiceAsync(shop, "Close shave");
        Assert.Equal(("Close shave", 20, 2_000, "EUR"), Describe(changed));
        Assert.Equal(500, changed.GetProperty("deposit").GetProperty("amount").GetInt64());

        (await shop.Staff.DeleteAsync(path)).Expect(204);
        Assert.Single((await shop.Anonymous.GetAsync(shop.Path))["services"].EnumerateArray());
        (await shop.Staff.DeleteAsync(path)).ExpectProblem(404, "not_found");
        (await shop.Staff.PutAsync(path, Bodies.Service())).ExpectProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task A_service_that_is_taken_away_cannot_be_booked_and_what_was_booked_stays()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));

        (await shop.Staff.DeleteAsync($"{shop.Path}/services/{shop.Service}")).Expect(204);

        (await shop.TryBookAsync(shop.Booking(shop.At(3, "12:00")))).ExpectProblem(404, "not_found");
        (await shop.AvailabilityAsync("days=1")).ExpectProblem(404, "not_found");
        var seen = await shop.Anonymous.WithToken(booked.ManageToken).GetAsync($"/v1/bookings/{booked.Id}");
        Assert.Equal("confirmed", Booked.From(seen.Expect(200)).Status);
        Assert.Equal(booked.Id, Assert.Single(await shop.ListAsync(3, 4)).Id);
    }

    [PostgresFact]
    public async Task A_new_price_and_length_are_for_new_bookings()
    {
        var shop = await api.OpenShopAsync();
        var before = (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")))).Expect(201);

        var changed = Bodies.Service(minutes: 60, price: 5_000);
        (await shop.Staff.PutAsync($"{shop.Path}/services/{shop.Service}", changed)).Expect(200);
        var after = (await shop.TryBookAsync(shop.Booking(shop.At(3, "12:00")))).Expect(201);

        Assert.Equal((30, 3_500), LengthAndPrice(before));
        Assert.Equal((60, 5_000), LengthAndPrice(after));
        var seen = await shop.Staff.GetAsync($"/v1/bookings/{before["id"].GetGuid()}");
        Assert.Equal((30, 3_500), LengthAndPrice(seen.Expect(200)));
    }

    [PostgresFact]
    public async Task A_barber_is_added_without_hours_changed_and_taken_off_the_roster()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 0 });

        var added = (await shop.Staff.PostAsync($"{shop.Path}/barbers", Bodies.Barber("Bo", shop.Service))).Expect(201);
        var barber = added["id"].GetGuid();
        Assert.Equal($"{shop.Path}/barbers/{barber}", added.Location);
        Assert.Empty((await shop.OpenStartsAsync(fromDay: 1, days: 31)).All);
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")))).ExpectProblem(422, "outside_hours");

        await shop.SetHoursAsync(barber, Bodies.Hours("09:00", "17:00"));
        Assert.NotEmpty((await shop.OpenStartsAsync(fromDay: 1)).All);

        (await shop.Staff.PutAsync(added.Location!, Bodies.Barber("Bob"))).Expect(200);
        Assert.Equal("Bob", (await shop.Anonymous.GetAsync(shop.Path))["barbers"][0].GetProperty("name").GetString());
        Assert.Empty((await shop.OpenStartsAsync(fromDay: 1)).All);
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00"), barber))).ExpectProblem(422, "validation_failed");

        (await shop.Staff.DeleteAsync(added.Location!)).Expect(204);
        Assert.Empty((await shop.Anonymous.GetAsync(shop.Path))["barbers"].EnumerateArray());
        (await shop.Staff.DeleteAsync(added.Location!)).ExpectProblem(404, "not_found");
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00"), barber))).ExpectProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task A_barber_with_bookings_stays_until_they_are_cancelled_or_moved()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        var (leaving, staying) = (shop.Barbers[0], shop.Barbers[1]);
        var first = await shop.BookAsync(shop.At(3, "10:00"), leaving);
        var second = await shop.BookAsync(shop.At(4, "10:00"), leaving);
        var path = $"{shop.Path}/barbers/{leaving}";

        (await shop.Staff.DeleteAsync(path)).ExpectProblem(409, "barber_has_bookings");
        (await shop.Staff.PostAsync($"/v1/bookings/{first.Id}/cancel")).Expect(200);
        (await shop.Staff.DeleteAsync(path)).ExpectProblem(409, "barber_has_bookings");
        var moved = new JsonObject { ["start"] = shop.At(4, "10:00"), ["barber"] = $"{staying}" };
        (await shop.Staff.PostAsync($"/v1/bookings/{second.Id}/reschedule", moved)).Expect(200);
        (await shop.Staff.DeleteAsync(path)).Expect(204);

        var open = await shop.OpenStartsAsync(fromDay: 1, days: 7);
        Assert.All(open.All, slot => Assert.Equal([staying], slot.Barbers));
        Assert.Equal([staying], (await shop.ListAsync(4, 5)).Select(booked => booked.Barber));
    }

    [PostgresFact]
    public async Task A_barbers_own_minutes_and_price_hold_with_that_barber()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        var master = Bodies.Barber("Master", shop.Service);
        master["terms"] = new JsonArray(new JsonObject
        {
            ["service"] = shop.Service,
            ["minutes"] = 60,
            ["price"] = Bodies.Money(6_000),
        });
        (await shop.Staff.PutAsync($"{shop.Path}/barbers/{shop.Barbers[0]}", master)).Expect(200);

        var withMaster = (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00"), shop.Barbers[0]))).Expect(201);
        var withOther = (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00"), shop.Barbers[1]))).Expect(201);

        Assert.Equal((60, 6_000), LengthAndPrice(withMaster));
        Assert.Equal((30, 3_500), LengthAndPrice(withOther));
        var lastOfDay = (await shop.OpenStartsAsync(3)).All[^1];
        Assert.Equal([shop.Barbers[1]], lastOfDay.Barbers);
    }

    private static (long Minutes, long Price) LengthAndPrice(Answer booking) => (
        (long)(booking["end"].GetDateTimeOffset() - booking["start"].GetDateTimeOffset()).TotalMinutes,
        booking["price"].GetProperty("amount").GetInt64());

    private static (string?, int, long, string?) Describe(JsonElement service) => (
        service.GetProperty("name").GetString(),
        service.GetProperty("minutes").GetInt32(),
        service.GetProperty("price").GetProperty("amount").GetInt64(),
        service.GetProperty("price").GetProperty("currency").GetString());

    private static async Task<JsonElement> ServiceAsync(TestShop shop, string name) =>
        (await shop.Anonymous.GetAsync(shop.Path)).Expect(200)["services"].EnumerateArray()
            .Single(service => service.GetProperty("name").GetString() == name);
}
