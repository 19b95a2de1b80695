using BookedBarber.Api.Tests.Server;

namespace BookedBarber.Api.Tests.Live;

/// <summary>The people of a shop hear of changes of its bookings, also of one that moves no open start.</summary>
public sealed class BookingStreamTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task What_becomes_of_a_booking_is_heard_of_and_what_happens_in_another_shop_is_not()
    {
        var shop = await api.OpenShopAsync();
        var other = await api.OpenShopAsync();
        await using var stream = await EventStream.WatchBookingsAsync(shop.Staff, shop);
        await stream.IsQuietAsync();
        var before = stream.TimesHeard;

        await other.BookAsync(other.At(3, "10:00"));
        await stream.IsQuietAsync();
        Assert.Equal(before, stream.TimesHeard);

        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        await stream.HearsOfBookingsAsync();
        await stream.IsQuietAsync();
        (await shop.Staff.PostAsync($"/v1/bookings/{booked.Id}/check-in")).Expect(200);
        await stream.HearsOfBookingsAsync();
    }
}
