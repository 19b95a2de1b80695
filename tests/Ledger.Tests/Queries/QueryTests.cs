using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Queries;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;
using NodaTime;

namespace BookedBarber.Ledger.Tests.Queries;

public sealed class QueryTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_list_comes_by_start_and_id_a_page_at_a_time()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var bookings = Enumerable.Range(0, 25).Select(index => Samples.Booking(Guid.NewGuid(), index / 3)).ToArray();
        await Task.WhenAll(bookings.Select(booking => ledger.CommitAsync(Samples.New(0, booking))));
        await ledger.CommitAsync(Samples.New(0, Samples.Booking(Guid.NewGuid(), 1) with { ShopId = Guid.NewGuid() }));

        var listed = new List<Guid>();
        var pages = 0;
        BookingPosition? after = null;
        do
        {
            var page = await ListAsync(ledger, query => query with { After = after, Limit = 4 });
            listed.AddRange(page.Items.Select(booking => booking.Id));
            after = page.Next;
            pages++;
        }
        while (after is not null);

        Assert.Equal(bookings.OrderBy(b => b.Start).ThenBy(b => $"{b.Id}").Select(b => b.Id), listed);
        Assert.Equal(7, pages);
    }

    [PostgresFact]
    public async Task A_list_keeps_to_its_time_and_barber()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        Booking[] bookings = [.. Enumerable.Range(0, 5).Select(slot => Samples.Booking(barber, slot))];
        for (var index = 0; index < bookings.Length; index++)
        {
            await ledger.CommitAsync(Samples.New(index, bookings[index]));
        }

        await ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 2));

        var page = await ListAsync(
            ledger, query => query with { BarberId = barber, From = bookings[1].Start, To = bookings[4].Start });

        Assert.Equal([bookings[1].Id, bookings[2].Id, bookings[3].Id], page.Items.Select(booking => booking.Id));
        Assert.Null(page.Next);
    }

    [PostgresFact]
    public async Task A_hold_past_its_deadline_counts_as_expired()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var hold = Samples.Booking(Guid.NewGuid(), 1) with { Status = BookingStatus.Held, HoldExpiresAt = Samples.Day };
        await ledger.CommitAsync(Samples.New(0, hold));
        var before = Samples.Day - Duration.FromSeconds(1);

        Assert.Single((await ListAsync(ledger, Query(BookingStatus.Held, before))).Items);
        Assert.Empty((await ListAsync(ledger, Query(BookingStatus.Expired, before))).Items);
        Assert.Empty((await ListAsync(ledger, Query(BookingStatus.Held, Samples.Day))).Items);
        var expired = Assert.Single((await ListAsync(ledger, Query(BookingStatus.Expired, Samples.Day))).Items);
        Assert.Equal(BookingStatus.Expired, expired.Status);

        static Func<BookingQuery, BookingQuery> Query(BookingStatus status, Instant now) =>
            query => query with { Status = status, Now = now };
    }

    [PostgresFact]
    public async Task Keys_are_found_by_many_at_once()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var booking = Samples.Booking(Guid.NewGuid(), 1, "known");
        await ledger.CommitAsync(Samples.New(0, booking));

        var found = await Task.WhenAll(Enumerable.Range(0, 3000).Select(caller =>
            ledger.Ledger.FindByKeyAsync(Samples.Shop, caller % 2 == 0 ? "known" : $"unknown {caller}", default)));

        Assert.All(found.Where((_, caller) => caller % 2 == 0), answer => Assert.Equal(booking.Id, answer!.Id));
        Assert.All(found.Where((_, caller) => caller % 2 == 1), Assert.Null);
        Assert.Null(await ledger.Ledger.FindByKeyAsync(Guid.NewGuid(), "known", default));
    }

    private static Task<BookingPage> ListAsync(TestLedger ledger, Func<BookingQuery, BookingQuery> change) =>
        ledger.Ledger.ListAsync(
            change(new BookingQuery
            {
                ShopId = Samples.Shop,
                From = Samples.Day,
                To = Samples.Day + Duration.FromDays(1),
                Limit = 100,
                Now = Samples.Day,
            }),
            CancellationToken.None);
}
