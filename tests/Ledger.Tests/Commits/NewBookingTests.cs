using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Queries;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;
using NodaTime;

namespace BookedBarber.Ledger.Tests.Commits;

public sealed class NewBookingTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_booking_is_read_as_it_was_written()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var written = Samples.Booking(Guid.NewGuid(), slot: 3) with
        {
            Status = BookingStatus.Held,
            Services = [Guid.NewGuid(), Guid.NewGuid()],
            Deposit = new Money(500, "EUR"),
            Client = new Client("Zoë 'O''Neill' \\ {a,b}", "zoe@example.org", "+49 30 1234"),
            Notes = "short on the \"sides\",\nlong 💈 on top",
            HoldExpiresAt = Samples.Day + Duration.FromMinutes(10),
        };

        Assert.Equal(new CommitOutcome.Committed(1), await ledger.CommitAsync(Samples.New(0, written)));

        var read = await ledger.Ledger.FindAsync(written.Id, CancellationToken.None);
        Assert.Equal(written.Services.AsSpan(), read!.Services.AsSpan());
        Assert.Equal(written.RequestHash.AsSpan(), read.RequestHash.AsSpan());
        Assert.Equal(written with { Services = read.Services, RequestHash = read.RequestHash }, read);
    }

    [PostgresFact]
    public async Task The_timeline_has_what_occupies_time_and_its_version()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();
        var held = Samples.Booking(barber, 2) with
        {
            Status = BookingStatus.Held,
            HoldExpiresAt = Samples.Day,
        };
        var confirmed = Samples.Booking(barber, 1);
        var cancelled = Samples.Booking(barber, 3);
        await ledger.CommitAsync(Samples.New(0, held));
        await ledger.CommitAsync(Samples.New(1, confirmed));
        await ledger.CommitAsync(Samples.New(2, cancelled));
        await ledger.CommitAsync(
            Samples.Change(barber, 3, BookingStatus.Confirmed, BookingStatus.Cancelled, cancelled.Id));

        var timeline = await ledger.Ledger.LoadTimelineAsync(
            barber, confirmed.OccupiedTo - Duration.FromMinutes(1), Instant.FromUtc(2031, 1, 1, 0, 0), default);

        Assert.Equal(4, timeline.Version);
        Assert.Equal(
            [
                new OccupiedTime(confirmed.Id, confirmed.OccupiedFrom, confirmed.OccupiedTo, null),
                new OccupiedTime(held.Id, held.OccupiedFrom, held.OccupiedTo, held.HoldExpiresAt),
            ],
            timeline.Bookings);
    }

    [PostgresFact]
    public async Task A_barber_never_heard_of_has_version_zero_and_no_bookings()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());

        var timeline = await ledger.Ledger.LoadTimelineAsync(
            Guid.NewGuid(), Samples.Day, Samples.Day + Duration.FromDays(60), default);

        Assert.Equal(0, timeline.Version);
        Assert.Empty(timeline.Bookings);
    }

    [PostgresFact]
    public async Task One_key_sent_by_many_at_once_on_different_barbers_makes_one_booking()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = new TestLedger(database);
        await using var other = new TestLedger(database);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(caller =>
            (caller % 2 == 0 ? one : other).CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1, key: "the key"))));

        Assert.Single(outcomes.OfType<CommitOutcome.Committed>());
        var existing = outcomes.OfType<CommitOutcome.DuplicateKey>().Select(outcome => outcome.Existing.Id).ToArray();
        Assert.Equal(99, existing.Length);
        Assert.Single(existing.Distinct());
        Assert.Equal(1, await one.CountAsync("bookings"));
        Assert.Equal(1, await one.CountAsync("outbox"));
        Assert.Equal(1m, await one.ScalarAsync<decimal>("select sum(version) from barber_timelines"));
    }

    [PostgresFact]
    public async Task The_same_key_in_another_shop_is_another_key()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var first = Samples.Booking(Guid.NewGuid(), 1, "k");
        var second = Samples.Booking(Guid.NewGuid(), 1, "k") with { ShopId = Guid.NewGuid() };

        Assert.IsType<CommitOutcome.Committed>(await ledger.CommitAsync(Samples.New(0, first)));
        Assert.IsType<CommitOutcome.Committed>(await ledger.CommitAsync(Samples.New(0, second)));
    }

    [PostgresFact]
    public async Task Refused_rows_do_not_fail_their_neighbours()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var full = Guid.NewGuid();
        var blocker = Samples.Booking(full, 1, "taken");
        await ledger.CommitAsync(Samples.New(0, blocker));

        var neighbours = Enumerable.Range(0, 200).Select(_ => Samples.New(Guid.NewGuid(), 0, slot: 1)).ToArray();
        var overlap = Samples.New(full, 1, slot: 1);
        var stale = Samples.New(Guid.NewGuid(), 3, slot: 1);
        var duplicate = Samples.New(Guid.NewGuid(), 0, slot: 1, key: "taken");
        var outcomes = await Task.WhenAll(
            neighbours.Concat([overlap, stale, duplicate]).Select(ledger.CommitAsync));

        Assert.All(outcomes[..200], outcome => Assert.Equal(new CommitOutcome.Committed(1), outcome));
        Assert.Equal(new CommitOutcome.Overlap(), outcomes[200]);
        Assert.Equal(new CommitOutcome.StaleTimeline(0), outcomes[201]);
        Assert.Equal(blocker.Id, Assert.IsType<CommitOutcome.DuplicateKey>(outcomes[202]).Existing.Id);
        Assert.Equal(201, await ledger.CountAsync("bookings"));
    }

    [PostgresFact]
    public async Task A_row_that_makes_the_database_raise_an_error_fails_alone()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var guilty = Samples.Booking(Guid.NewGuid(), 1) with { Price = new Money(1, "euro") };

        var failing = ledger.CommitAsync(Samples.New(0, guilty));
        var neighbours = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1))));

        Assert.All(neighbours, outcome => Assert.Equal(new CommitOutcome.Committed(1), outcome));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => failing);
    }

    [PostgresFact]
    public async Task A_text_that_the_database_cannot_hold_is_refused_before_it_is_sent()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        foreach (var name in (string[])["a\0b", "half a pair \ud83d"])
        {
            var booking = Samples.Booking(Guid.NewGuid(), 1) with { Client = new Client(name, null, null) };

            await Assert.ThrowsAnyAsync<ArgumentException>(() => ledger.CommitAsync(Samples.New(0, booking)));
        }
    }

    [PostgresFact]
    public async Task Entries_of_one_barber_that_wait_together_are_written_in_their_order()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var barber = Guid.NewGuid();

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(slot => ledger.CommitAsync(Samples.New(barber, slot, slot))));

        Assert.Equal(Enumerable.Range(1, 20).Select(version => new CommitOutcome.Committed(version)), outcomes);
    }

    [PostgresFact]
    public async Task Each_committed_booking_is_announced_once()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var entries = Enumerable.Range(0, 50).Select(_ => Samples.New(Guid.NewGuid(), 0, slot: 1)).ToArray();

        await Task.WhenAll(entries.Concat(entries).Select(ledger.CommitAsync));

        Assert.Equal(50, await ledger.CountAsync("outbox"));
        Assert.Equal(50, await ledger.ScalarAsync<long>("""
            select count(*) from outbox o join bookings b
              on b.id = o.booking_id and b.shop_id = o.shop_id and o.type = 'booking.confirmed'
              and o.payload ->> 'id' = b.id::text
              and (o.payload ->> 'start')::timestamptz = b.starts_at
              and o.payload -> 'price' = '{"amount": 3500, "currency": "EUR"}'
            """));
    }
}
