using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

/// <summary>What was committed although nobody was told: the caller gets "unavailable", and repeats.</summary>
public sealed class LostAnswerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.UtcNow.Date.AddDays(2).AddHours(12);

    [PostgresFact]
    public async Task A_booking_whose_answer_was_lost_is_answered_to_the_same_key()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        host.Answers.LoseNextAnswer();
        await Assert.ThrowsAsync<GrainUnavailableException>(() => shop.BookAsync(host.Grains, Noon, key: "once"));

        var repeated = TestShop.Value(await shop.BookAsync(host.Grains, Noon, key: "once"));
        var other = await shop.BookAsync(host.Grains, Noon, key: "another");

        Assert.False(repeated.Created);
        Assert.Equal(Noon, repeated.Booking.Start);
        Assert.Equal(ProblemCodes.SlotTaken, other.Problem?.Code);
    }

    [PostgresFact]
    public async Task Time_that_was_given_back_without_an_answer_can_be_booked_and_is_offered()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon)).Booking;
        var grain = host.Grains.GetGrain<IBookingGrain>(booking.Id.ToString());
        host.Answers.LoseNextAnswer();
        await Assert.ThrowsAsync<GrainUnavailableException>(
            () => grain.Change(BookingAction.Cancel, asStaff: false, booking.Revision));

        var cancelled = TestShop.Value(await grain.Change(BookingAction.Cancel, asStaff: false, booking.Revision));
        Assert.Equal(BookingStatus.Cancelled, cancelled.Status);
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
        TestShop.Value(await shop.BookAsync(host.Grains, Noon));
    }

    [PostgresFact]
    public async Task The_barber_who_lost_a_booking_without_an_answer_can_be_booked_and_is_offered()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 2);
        var booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon, shop.Barbers[0])).Booking;
        var move = new RescheduleRequest
        {
            BookingId = booking.Id,
            Start = Noon,
            Barber = shop.Barbers[1],
            AsStaff = false,
            Revision = booking.Revision,
        };
        host.Answers.LoseNextAnswer();
        await Assert.ThrowsAsync<GrainUnavailableException>(() => shop.Grain(host.Grains).Reschedule(move));

        Assert.Equal(shop.Barbers[1], TestShop.Value(await shop.Grain(host.Grains).Reschedule(move)).Barber);
        Assert.Equal([shop.Barbers[0]], await shop.OfferedAtAsync(host.Grains, Noon));
        TestShop.Value(await shop.BookAsync(host.Grains, Noon, shop.Barbers[0]));
    }
}
