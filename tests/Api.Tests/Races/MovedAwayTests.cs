using System.Text.Json.Nodes;
using BookedBarber.Api.Access;
using BookedBarber.Api.Bookings;
using BookedBarber.Api.Http;
using BookedBarber.Api.Tests.Accounts;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit.Client;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Api.Tests.Races;

/// <summary>A booking is moved to a colleague while its barber is about to change it.</summary>
public sealed class MovedAwayTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_barber_does_not_change_what_was_moved_to_a_colleague_meanwhile()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var shop = await TestShop.OpenAsync(api.Administrator, new ShopPlan { Barbers = 2 });
        var booked = await shop.BookAsync(shop.At(3, "10:00"), shop.Barbers[0]);
        var grains = api.Get<IGrainFactory>();
        var booking = grains.GetGrain<IBookingGrain>(booked.Id.ToString());
        var seen = (await booking.Get()).Value!;
        (await shop.Staff.PostAsync(
            $"/v1/bookings/{booked.Id}/reschedule",
            new JsonObject { ["start"] = shop.At(3, "12:00"), ["barber"] = shop.Barbers[1] })).Expect(200);

        Assert.Equal("forbidden", Assert.IsType<ApiProblemResult>(await CheckInAsync(shop.Barbers[0])).Problem.Code);
        Assert.Equal("confirmed", Booked.From(
            (await shop.Staff.GetAsync($"/v1/bookings/{booked.Id}")).Expect(200)).Status);

        Assert.IsNotType<ApiProblemResult>(await CheckInAsync(shop.Barbers[1]));
        Assert.Equal("checked-in", Booked.From(
            (await shop.Staff.GetAsync($"/v1/bookings/{booked.Id}")).Expect(200)).Status);

        Task<IResult> CheckInAsync(Guid barber)
        {
            var context = new DefaultHttpContext();
            context.Features.Set(new Admission { Shop = shop.Id, Booking = seen, OnlyBarber = barber });
            return context.ChangeAsync(
                grains, seen, known => booking.Change(BookingAction.CheckIn, asStaff: true, known.Revision));
        }
    }
}
