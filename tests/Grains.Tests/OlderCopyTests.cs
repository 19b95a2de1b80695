using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Ledger.Commits;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;
using NodaTime;
using Npgsql;

namespace BookedBarber.Grains.Tests;

/// <summary>
/// A copy of a request that was decided in time, by another owner of the barber, and whose commit is on its way still
/// when the next copy is about to be refused. The test is that other owner.
/// </summary>
public sealed class OlderCopyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.UtcNow.Date.AddDays(2).AddHours(12);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [PostgresFact]
    public async Task Whoever_was_refused_has_no_booking_when_the_older_copy_arrives()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var request = shop.Request(Noon);
        var older = await DecideAsync(host, shop, request);
        await TakeTimeOffAsync(host, shop);

        var refused = await shop.Grain(host.Grains).Book(request with { OlderCopiesUntil = Now });
        var late = await host.Ledger.CommitAsync(older, default);

        Assert.Equal(ProblemCodes.OutsideHours, refused.Problem?.Code);
        Assert.IsType<CommitOutcome.StaleTimeline>(late);
        Assert.Null(await host.Ledger.FindByKeyAsync(shop.Id, request.IdempotencyKey, default));
    }

    [PostgresFact]
    public async Task A_commit_that_is_running_is_waited_for_and_answered()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var host = await GrainsHost.StartAsync(database);
        var shop = await TestShop.CreateAsync(host.Grains);
        var request = shop.Request(Noon);
        var older = await DecideAsync(host, shop, request);
        await TakeTimeOffAsync(host, shop);

        await using var direct = NpgsqlDataSource.Create(database);
        await using var connection = await direct.OpenConnectionAsync();
        await using var blocker = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "select from barber_timelines for update");
        var committing = host.Ledger.CommitAsync(older, default);
        await WaitForWaitersAsync(direct, 1);
        var repeating = shop.Grain(host.Grains).Book(request with { OlderCopiesUntil = Now });
        await WaitForWaitersAsync(direct, 2);
        await blocker.RollbackAsync();

        Assert.IsType<CommitOutcome.Committed>(await committing);
        var answer = TestShop.Value(await repeating);
        Assert.Equal(((NewBooking)older).Booking.Id, answer.Booking.Id);
        Assert.False(answer.Created);
    }

    [PostgresFact]
    public async Task Nobody_is_refused_while_an_older_copy_may_be_decided()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        await TakeTimeOffAsync(host, shop);
        var until = Now.AddMilliseconds(400);

        var refused = await shop.Grain(host.Grains).Book(shop.Request(Noon) with { OlderCopiesUntil = until });

        Assert.Equal(ProblemCodes.OutsideHours, refused.Problem?.Code);
        Assert.True(Now >= until);
    }

    [PostgresFact]
    public async Task A_reschedule_that_was_refused_does_not_happen_when_the_older_copy_arrives()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon.AddHours(3))).Booking;
        var older = await MoveAsync(host, shop, booking);
        await TakeTimeOffAsync(host, shop);

        var refused = await shop.Grain(host.Grains).Reschedule(Reschedule(booking) with { OlderCopiesUntil = Now });
        var late = await host.Ledger.CommitAsync(older, default);

        Assert.Equal(ProblemCodes.OutsideHours, refused.Problem?.Code);
        Assert.IsType<CommitOutcome.StaleTimeline>(late);
    }

    [PostgresFact]
    public async Task A_reschedule_that_was_done_by_the_older_copy_is_not_refused()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        var booking = TestShop.Value(await shop.BookAsync(host.Grains, Noon.AddHours(3))).Booking;
        var older = await MoveAsync(host, shop, booking);
        Assert.IsType<CommitOutcome.Committed>(await host.Ledger.CommitAsync(older, default));

        // As it was seen before the older copy came.
        var outdated = Reschedule(booking) with { Start = Noon.AddHours(4), OlderCopiesUntil = Now };
        var changed = await shop.Grain(host.Grains).Reschedule(outdated);
        var same = await shop.Grain(host.Grains).Reschedule(Reschedule(booking) with { OlderCopiesUntil = Now });

        Assert.Equal(ProblemCodes.BookingChanged, changed.Problem?.Code);
        Assert.Equal(2, TestShop.Value(same).Revision);
    }

    [PostgresFact]
    public async Task A_first_copy_that_is_refused_moves_no_fence()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains, barbers: 2);
        TestShop.Value(await shop.BookAsync(host.Grains, Noon));
        TestShop.Value(await shop.BookAsync(host.Grains, Noon));
        var before = await VersionsAsync(host, shop);

        var refused = await shop.BookAsync(host.Grains, Noon);
        Assert.Equal(ProblemCodes.SlotTaken, refused.Problem?.Code);
        Assert.Equal(before, await VersionsAsync(host, shop));

        await shop.Grain(host.Grains).Book(shop.Request(Noon) with { OlderCopiesUntil = Now });
        Assert.Equal(before.Select(version => version + 1), await VersionsAsync(host, shop));
    }

    [PostgresFact]
    public async Task Hundreds_who_come_back_at_once_share_the_move_of_a_fence()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.CreateAsync(host.Grains);
        TestShop.Value(await shop.BookAsync(host.Grains, Noon));
        var before = (await VersionsAsync(host, shop))[0];
        var until = Now;

        var refused = await Task.WhenAll(Enumerable.Range(0, 300).Select(
            _ => shop.Grain(host.Grains).Book(shop.Request(Noon) with { OlderCopiesUntil = until })));

        Assert.All(refused, answer => Assert.Equal(ProblemCodes.SlotTaken, answer.Problem?.Code));
        Assert.Equal(before + 1, (await VersionsAsync(host, shop))[0]);
    }

    /// <summary>What another owner of the barber has decided for this request, and not committed yet.</summary>
    private static async Task<LedgerEntry> DecideAsync(GrainsHost host, TestShop shop, BookingRequest request)
    {
        var model = TestShop.Value(await shop.Grain(host.Grains).Book(request with { IdempotencyKey = "model" })).Booking;
        TestShop.Value(await host.Grains.GetGrain<IBookingGrain>(model.Id.ToString())
            .Change(BookingAction.Cancel, asStaff: true, model.Revision));
        var row = (await host.Ledger.FindAsync(model.Id, default))!;
        return new NewBooking
        {
            BarberId = row.BarberId,
            ExpectedVersion = (await VersionsAsync(host, shop))[0],
            Booking = row with
            {
                Id = Guid.CreateVersion7(),
                Status = BookingStatus.Confirmed,
                IdempotencyKey = request.IdempotencyKey,
                Revision = 1,
            },
        };
    }

    private static async Task<LedgerEntry> MoveAsync(GrainsHost host, TestShop shop, BookingMessage booking)
    {
        var row = (await host.Ledger.FindAsync(booking.Id, default))!;
        var start = Instant.FromDateTimeOffset(Noon);
        return new Move
        {
            BarberId = row.BarberId,
            ExpectedVersion = (await VersionsAsync(host, shop))[0],
            BookingId = row.Id,
            FromBarberId = row.BarberId,
            Status = row.Status,
            FromStart = row.Start,
            Revision = row.Revision,
            Start = start,
            End = start + (row.End - row.Start),
            OccupiedFrom = start,
            OccupiedTo = start + (row.End - row.Start),
            Price = row.Price,
            At = SystemClock.Instance.GetCurrentInstant(),
        };
    }

    private static RescheduleRequest Reschedule(BookingMessage booking) => new()
    {
        BookingId = booking.Id,
        Start = Noon,
        AsStaff = true,
        Revision = booking.Revision,
    };

    // Hours are no part of a timeline, so the fence stays where it is.
    private static async Task TakeTimeOffAsync(GrainsHost host, TestShop shop) =>
        await host.Grains.GetGrain<IBarberGrain>(shop.Barbers[0].ToString()).AddTimeOff(
            new TimeOffMessage { Id = Guid.CreateVersion7(), From = Noon, To = Noon.AddHours(1) });

    private static async Task<IReadOnlyList<long>> VersionsAsync(GrainsHost host, TestShop shop)
    {
        var noon = Instant.FromDateTimeOffset(Noon);
        var timelines = await Task.WhenAll(
            shop.Barbers.Select(barber => host.Ledger.LoadTimelineAsync(barber, noon, noon, default)));
        return [.. timelines.Select(timeline => timeline.Version)];
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static Task WaitForWaitersAsync(NpgsqlDataSource direct, int waiters) => Eventually.HoldsAsync(
        $"{waiters} wait for the fence",
        async () =>
        {
            await using var command = direct.CreateCommand("""
                select count(*) from pg_stat_activity
                where datname = current_database() and state = 'active' and wait_event_type = 'Lock'
                """);
            return (long)(await command.ExecuteScalarAsync())! >= waiters;
        });
}
