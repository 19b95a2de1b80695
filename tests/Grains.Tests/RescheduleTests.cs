using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

public sealed class RescheduleTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.UtcNow.Date.AddDays(2).AddHours(12);

    [PostgresFact]
    public async Task A_booking_may_move_into_time_that_it_has_itself()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon)).Booking;

        var moved = TestShop.Value(await RescheduleAsync(host, shop, booking, Noon.AddMinutes(15)));

        Assert.Equal(Noon.AddMinutes(15), moved.Start);
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon.AddMinutes(-15)));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon));
    }

    [PostgresFact]
    public async Task The_old_time_is_given_up_only_when_the_new_one_is_taken()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 2);
        var mine = TestShop.Value(await shop.BookAsync(host.Grains, Noon, shop.Barbers[0])).Booking;
        TestShop.Value(await shop.BookAsync(host.Grains, Noon, shop.Barbers[1]));

        var refused = await RescheduleAsync(host, shop, mine, Noon, shop.Barbers[1]);
        Assert.Equal(ProblemCodes.SlotTaken, refused.Problem?.Code);
        Assert.Equal(mine.Barber, (await host.Ledger.FindAsync(mine.Id, default))!.BarberId);

        var later = Noon.AddHours(1);
        var moved = TestShop.Value(await RescheduleAsync(host, shop, mine, later, shop.Barbers[1]));
        Assert.Equal(shop.Barbers[1], moved.Barber);
        Assert.Equal([shop.Barbers[0]], await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Equal([shop.Barbers[0]], await shop.OfferedAtAsync(host.Grains, later));
    }

    [PostgresFact]
    public async Task Bookings_that_change_places_at_once_do_not_wait_for_each_other()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 2);
        var bookings = new List<BookingMessage>();
        for (var i = 0; i < 20; i++)
        {
            var answer = await shop.BookAsync(host.Grains, Noon.AddMinutes(30 * (i / 2)), shop.Barbers[i % 2]);
            bookings.Add(TestShop.Value(answer).Booking);
        }

        // Everybody wants to go to the other barber, to the same times tomorrow.
        var moved = await Task.WhenAll(bookings.Select(booking => RescheduleAsync(
            host, shop, booking, booking.Start.AddDays(1), shop.Barbers.Single(id => id != booking.Barber))));

        Assert.All(moved, result => Assert.Null(result.Problem));
        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
        Assert.Empty(await shop.OfferedAtAsync(host.Grains, Noon.AddDays(1)));
    }

    [PostgresFact]
    public async Task A_request_that_arrives_late_does_not_undo_what_was_done_since()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 2);
        var booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon, shop.Barbers[0])).Booking;
        var first = TestShop.Value(await RescheduleAsync(host, shop, booking, Noon.AddHours(1)));
        var second = TestShop.Value(await RescheduleAsync(host, shop, first, Noon.AddHours(2)));
        var back = TestShop.Value(await RescheduleAsync(host, shop, second, Noon));
        var grain = host.Grains.GetGrain<IBookingGrain>(booking.Id.ToString());

        // The same time and the same barber as when it was sent.
        var lateMove = await RescheduleAsync(host, shop, booking, Noon.AddHours(1), shop.Barbers[1]);
        var lateCancel = await grain.Change(BookingAction.Cancel, asStaff: false, booking.Revision);

        Assert.Equal(ProblemCodes.BookingChanged, lateMove.Problem?.Code);
        Assert.Equal(ProblemCodes.BookingChanged, lateCancel.Problem?.Code);
        Assert.Equal(back, TestShop.Value(await grain.Get()) with { Services = back.Services, RequestHash = back.RequestHash });
    }

    [PostgresFact]
    public async Task A_step_that_was_taken_already_is_answered_whatever_revision_the_caller_has_seen()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 2);
        var booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon, shop.Barbers[0])).Booking;
        var grain = host.Grains.GetGrain<IBookingGrain>(booking.Id.ToString());

        var moved = TestShop.Value(await RescheduleAsync(host, shop, booking, Noon, shop.Barbers[1]));
        var movedAgain = TestShop.Value(await RescheduleAsync(host, shop, booking, Noon, shop.Barbers[1]));
        var cancelled = TestShop.Value(await grain.Change(BookingAction.Cancel, asStaff: false, moved.Revision));
        var cancelledAgain = TestShop.Value(await grain.Change(BookingAction.Cancel, asStaff: false, moved.Revision));

        Assert.Equal((2, 2, 3, 3), (moved.Revision, movedAgain.Revision, cancelled.Revision, cancelledAgain.Revision));
        Assert.Equal(BookingStatus.Cancelled, cancelledAgain.Status);
    }

    private static Task<Result<BookingMessage>> RescheduleAsync(
        GrainsHost host, TestShop shop, BookingMessage booking, DateTimeOffset start, Guid? barber = null) =>
        shop.Grain(host.Grains).Reschedule(new RescheduleRequest
        {
            BookingId = booking.Id,
            Start = start,
            Barber = barber,
            AsStaff = false,
            Revision = booking.Revision,
        });
}
