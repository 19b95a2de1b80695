using System.Text.Json.Nodes;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Live;

/// <summary>The people of a shop hear of every change of its bookings, also of one that moves no open start.</summary>
public sealed class BookingStreamTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task Every_step_in_the_life_of_a_booking_is_heard_of_once_and_nothing_of_another_shop()
    {
        var shop = await api.OpenShopAsync();
        var other = await api.OpenShopAsync();
        await using var stream = await EventStream.WatchBookingsAsync(shop.Staff, shop);
        await stream.IsQuietAsync();
        var before = stream.TimesHeard;

        await other.BookAsync(other.At(3, "10:00"));
        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        await stream.HearsOfBookingsAsync();
        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/check-in")).Expect(200);
        await stream.HearsOfBookingsAsync();
        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/complete")).Expect(200);
        await stream.HearsOfBookingsAsync();

        await stream.IsQuietAsync();
        Assert.Equal(3, stream.TimesHeard - before);
    }

    [PostgresFact]
    public async Task Time_off_hours_and_the_settings_of_the_shop_are_heard_of_too()
    {
        var shop = await api.OpenShopAsync();
        await using var stream = await EventStream.WatchBookingsAsync(shop.Staff, shop);
        await stream.IsQuietAsync();
        var before = stream.TimesHeard;

        // Beyond what is open to clients.
        var timeOff = new JsonObject { ["from"] = shop.At(300, "10:00"), ["to"] = shop.At(301, "10:00") };
        (await shop.Staff.PostAsync($"{shop.Path}/barbers/{shop.Barbers[0]}/time-off", timeOff)).Expect(201);
        await stream.HearsOfBookingsAsync();
        await shop.SetHoursAsync(shop.Barbers[0], Bodies.Hours("09:00", "12:00"));
        await stream.HearsOfBookingsAsync();
        Assert.Equal(2, stream.TimesHeard - before);

        await shop.AddServiceAsync(Bodies.Service());
        await stream.HearsOfBookingsAsync();
    }
}
