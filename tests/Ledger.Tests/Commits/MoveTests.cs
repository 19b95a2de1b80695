using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;

namespace BookedBarber.Ledger.Tests.Commits;

public sealed class MoveTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_move_within_one_barber_counts_once()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var booking = await BookAsync(ledger, Guid.NewGuid(), slot: 1);

        var outcome = await ledger.CommitAsync(Samples.Move(booking, 1, booking.BarberId, toSlot: 2));

        Assert.Equal(new CommitOutcome.Committed(2), outcome);
        Assert.Equal(2, await ledger.VersionAsync(booking.BarberId));
        Assert.Equal(
            Samples.Booking(booking.BarberId, 2).Start, (await ledger.Ledger.FindAsync(booking.Id, default))!.Start);
    }

    [PostgresFact]
    public async Task A_move_may_overlap_the_time_that_it_gives_up()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var booking = await BookAsync(ledger, Guid.NewGuid(), slot: 1);
        var later = NodaTime.Duration.FromMinutes(10);
        var move = Samples.Move(booking, 1, booking.BarberId, toSlot: 1);

        var outcome = await ledger.CommitAsync(move with
        {
            Start = move.Start + later,
            End = move.End + later,
            OccupiedFrom = move.OccupiedFrom + later,
            OccupiedTo = move.OccupiedTo + later,
        });

        Assert.Equal(new CommitOutcome.Committed(2), outcome);
    }

    [PostgresFact]
    public async Task A_move_to_another_barber_counts_for_both_and_is_announced_once()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var booking = await BookAsync(ledger, Guid.NewGuid(), slot: 1);
        var other = Guid.NewGuid();

        var outcome = await ledger.CommitAsync(Samples.Move(booking, 0, other, toSlot: 5));

        Assert.Equal(new CommitOutcome.Committed(1), outcome);
        Assert.Equal(1, await ledger.VersionAsync(other));
        Assert.Equal(2, await ledger.VersionAsync(booking.BarberId));
        Assert.Equal(
            booking.BarberId.ToString(),
            await ledger.ScalarAsync<string>(
                "select payload ->> 'previousBarber' from outbox where type = 'booking.rescheduled'"));
        Assert.Equal(new CommitOutcome.Committed(3), await ledger.CommitAsync(Samples.New(booking.BarberId, 2, 1)));
    }

    [PostgresFact]
    public async Task A_move_to_a_taken_time_is_refused_and_gives_nothing_up()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var booking = await BookAsync(ledger, Guid.NewGuid(), slot: 1);
        var occupant = await BookAsync(ledger, Guid.NewGuid(), slot: 1);

        var outcome = await ledger.CommitAsync(Samples.Move(booking, 1, occupant.BarberId, toSlot: 1));

        Assert.Equal(new CommitOutcome.Overlap(), outcome);
        Assert.Equal(1, await ledger.VersionAsync(booking.BarberId));
        Assert.Equal(1, await ledger.VersionAsync(occupant.BarberId));
        Assert.Equal(booking.BarberId, (await ledger.Ledger.FindAsync(booking.Id, default))!.BarberId);
    }

    [PostgresFact]
    public async Task A_booking_that_is_not_as_the_writer_saw_it_is_not_moved()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var booking = await BookAsync(ledger, Guid.NewGuid(), slot: 1);
        var seen = Samples.Move(booking, 1, booking.BarberId, toSlot: 2);

        Assert.Equal(
            new CommitOutcome.Changed(), await ledger.CommitAsync(seen with { Status = BookingStatus.Held }));
        Assert.Equal(
            new CommitOutcome.Changed(), await ledger.CommitAsync(seen with { FromStart = seen.Start }));
        Assert.Equal(
            new CommitOutcome.Changed(), await ledger.CommitAsync(seen with { Revision = 2 }));
        Assert.Equal(
            new CommitOutcome.StaleTimeline(1), await ledger.CommitAsync(seen with { ExpectedVersion = 0 }));
    }

    [PostgresFact]
    public async Task A_row_written_by_hand_while_a_move_is_under_way_fails_the_move_alone()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var booking = await BookAsync(ledger, Guid.NewGuid(), slot: 1);
        var target = Guid.NewGuid();

        // Not committed yet: the move cannot see it, and waits for the fence that it moves.
        await using var connection = await ledger.Direct.OpenConnectionAsync();
        await using var byHand = await connection.BeginTransactionAsync();
        await InsertCopyAsync(connection, booking, target);
        var move = ledger.CommitAsync(Samples.Move(booking, 0, target, toSlot: 1));
        var neighbours = Enumerable.Range(0, 20)
            .Select(_ => ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1)))
            .ToArray();
        await Eventually.HoldsAsync(
            "the flush waits for the transaction by hand",
            async () => await ledger.ScalarAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                > 0);
        await byHand.CommitAsync();

        Assert.Equal(new CommitOutcome.StaleTimeline(1), await move);
        Assert.All(
            await Task.WhenAll(neighbours), outcome => Assert.Equal(new CommitOutcome.Committed(1), outcome));
        Assert.Equal(0, await ledger.OverlapsAsync());
    }

    private static async Task InsertCopyAsync(Npgsql.NpgsqlConnection connection, Booking original, Guid barber)
    {
        await using var insert = new Npgsql.NpgsqlCommand(
            """
            insert into bookings (
              id, shop_id, barber_id, status, services, starts_at, ends_at, occupied,
              price_amount, currency, client_name, idempotency_key, request_hash, created_at)
            select
              gen_random_uuid(), shop_id, $2, status, services, starts_at, ends_at, occupied,
              price_amount, currency, 'by hand', 'by hand', request_hash, created_at
            from bookings where id = $1
            """,
            connection);
        insert.Parameters.Add(new() { Value = original.Id });
        insert.Parameters.Add(new() { Value = barber });
        Assert.Equal(1, await insert.ExecuteNonQueryAsync());
    }

    private static async Task<Booking> BookAsync(TestLedger ledger, Guid barber, int slot)
    {
        var booking = Samples.Booking(barber, slot);
        Assert.IsType<CommitOutcome.Committed>(await ledger.CommitAsync(Samples.New(0, booking)));
        return booking;
    }
}
