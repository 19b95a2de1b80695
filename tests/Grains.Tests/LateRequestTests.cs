using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

/// <summary>Copies of a request whose caller has given them up, or asks again while they are on their way.</summary>
public sealed class LateRequestTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Rounds = 150;

    private static readonly DateTimeOffset Noon = DateTimeOffset.UtcNow.Date.AddDays(2).AddHours(12);

    [PostgresFact]
    public async Task A_request_whose_caller_has_stopped_waiting_books_nothing()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var request = shop.Request(Noon) with { AnswerBy = TimeProvider.System.GetUtcNow().AddSeconds(-1) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.Grain(host.Grains).Book(request));

        Assert.Null(await host.Ledger.FindByKeyAsync(shop.Id, request.IdempotencyKey, default));
        var inTime = request with { AnswerBy = TimeProvider.System.GetUtcNow().AddMinutes(1) };
        Assert.True(TestShop.Value(await shop.Grain(host.Grains).Book(inTime)).Created);
    }

    [PostgresFact]
    public async Task A_reschedule_whose_caller_has_stopped_waiting_moves_nothing()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon)).Booking;
        var late = new RescheduleRequest
        {
            BookingId = booking.Id,
            Start = Noon.AddHours(1),
            AsStaff = false,
            Revision = booking.Revision,
            AnswerBy = TimeProvider.System.GetUtcNow().AddSeconds(-1),
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.Grain(host.Grains).Reschedule(late));

        Assert.Equal(1, (await host.Ledger.FindAsync(booking.Id, default))!.Revision);
        var inTime = late with { AnswerBy = TimeProvider.System.GetUtcNow().AddMinutes(1) };
        Assert.Equal(2, TestShop.Value(await shop.Grain(host.Grains).Reschedule(inTime)).Revision);
    }

    [PostgresFact]
    public async Task Whoever_waits_is_booked_though_an_older_copy_was_given_up_at_the_same_moment()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var request = shop.Request(Noon);

        var late = shop.Grain(host.Grains).Book(
            request with { AnswerBy = TimeProvider.System.GetUtcNow().AddSeconds(-1) });
        var live = shop.Grain(host.Grains).Book(
            request with { AnswerBy = TimeProvider.System.GetUtcNow().AddMinutes(1) });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.Equal(Noon, TestShop.Value(await live).Booking.Start);
    }

    [PostgresFact]
    public async Task Two_requests_with_one_key_that_ask_for_different_things_are_not_taken_for_one()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var request = shop.Request(Noon);

        var answers = await Task.WhenAll(
            shop.Grain(host.Grains).Book(request),
            shop.Grain(host.Grains).Book(request with { Start = Noon.AddHours(2) }),
            shop.Grain(host.Grains).Book(request with { Start = Noon.AddHours(4) }));

        Assert.Single(answers, answer => answer.Value is { Created: true });
        Assert.Equal(2, answers.Count(answer => answer.Problem?.Code == ProblemCodes.IdempotencyMismatch));
    }

    [PostgresFact]
    public async Task Of_two_copies_under_way_at_once_none_is_refused_while_the_other_one_books()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 4);

        for (var round = 0; round < Rounds; round++)
        {
            // All chairs are taken, and one after the other is given back while the copies go from barber to barber.
            var start = Noon.AddMinutes(30 * round);
            var taken = await Task.WhenAll(shop.Barbers.Select(barber => shop.BookAsync(host.Grains, start, barber)));
            var request = shop.Request(start);
            var copies = new[] { shop.Grain(host.Grains).Book(request), shop.Grain(host.Grains).Book(request) };
            var cancelled = taken.Select(answer => host.Grains
                .GetGrain<IBookingGrain>(TestShop.Value(answer).Booking.Id.ToString())
                .Change(BookingAction.Cancel, asStaff: true, revision: 1)).ToList();

            var answers = await Task.WhenAll(copies);
            await Task.WhenAll(cancelled);

            Assert.Equal(answers[0].Value?.Booking.Id, answers[1].Value?.Booking.Id);
        }
    }
}
