using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Guard;

/// <summary>The guard of the database against every way to write a row.</summary>
public sealed class ByHandTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Columns = """
        id, shop_id, barber_id, status, services, starts_at, ends_at, occupied,
        price_amount, currency, client_name, hold_expires_at, idempotency_key, request_hash, created_at
        """;

    /// <summary>Copies of all bookings of one barber, some minutes later, under new names.</summary>
    private const string Copies = $$"""
        select gen_random_uuid(), shop_id, barber_id, status, services,
          starts_at + $2 * interval '1 minute', ends_at + $2 * interval '1 minute',
          tstzrange(lower(occupied) + $2 * interval '1 minute', upper(occupied) + $2 * interval '1 minute'),
          price_amount, currency, client_name, hold_expires_at, gen_random_uuid()::text, request_hash, created_at
        from bookings where barber_id = $1
        """;

    private readonly Guid _barber = Guid.NewGuid();

    [PostgresTheory]
    [InlineData(0, 30)]
    [InlineData(10, 20)]
    [InlineData(-10, 1)]
    [InlineData(29, 60)]
    [InlineData(-60, 90)]
    [InlineData(0, 7)]
    [InlineData(23, 30)]
    public async Task A_time_that_is_taken_is_refused_to_the_minute(int fromMinute, int toMinute)
    {
        await using var ledger = await LedgerWithAsync((0, 30));

        await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(ledger, _barber, "confirmed", fromMinute, toMinute));
    }

    [PostgresFact]
    public async Task What_only_touches_gets_in_off_the_grid_and_over_midnight_too()
    {
        await using var ledger = await LedgerWithAsync((-7, 13), (13, 14), (14, 1440), (1440, 3001), (-1000, -7));

        await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(ledger, _barber, "held", 1439, 1441));
        Assert.Equal(5, await ledger.CountAsync("bookings"));
    }

    [PostgresTheory]
    [InlineData("tstzrange(lower(occupied), null)")]
    [InlineData("tstzrange(null, upper(occupied))")]
    [InlineData("tstzrange(null, null)")]
    [InlineData("tstzrange(lower(occupied), 'infinity')")]
    [InlineData("tstzrange('-infinity', upper(occupied))")]
    [InlineData("tstzrange(lower(occupied), upper(occupied), '[]')")]
    [InlineData("tstzrange(lower(occupied), upper(occupied), '()')")]
    [InlineData("'empty'")]
    public async Task Time_without_a_beginning_or_an_end_is_refused(string occupied)
    {
        await using var ledger = await LedgerWithAsync((0, 30));

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => ledger.ExecuteAsync($"update bookings set occupied = {occupied}"));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
    }

    [PostgresFact]
    public async Task Rows_of_one_statement_that_overlap_one_another_are_refused()
    {
        await using var ledger = await LedgerWithAsync((0, 30), (30, 60), (100, 110));
        var copies = $"insert into bookings ({Columns}) {Copies}";

        await ledger.ExecuteAsync(copies, _barber, 200);
        await ByHand.IsRefusedAsync(() => ledger.ExecuteAsync(
            $"insert into bookings ({Columns}) {Copies} union all {Copies.Replace("$2", "($2 + 5)")}", _barber, 1000));

        Assert.Equal(6, await ledger.CountAsync("bookings"));
    }

    [PostgresFact]
    public async Task On_conflict_do_nothing_is_no_way_around()
    {
        await using var ledger = await LedgerWithAsync((0, 30));

        await ByHand.IsRefusedAsync(() => ledger.ExecuteAsync(
            $"insert into bookings ({Columns}) {Copies} on conflict do nothing", _barber, 29));
        await ByHand.IsRefusedAsync(() => ledger.ExecuteAsync(
            $"insert into bookings ({Columns}) {Copies} on conflict (id) do update set notes = 'x'", _barber, 29));
    }

    [PostgresFact]
    public async Task Copy_and_merge_are_no_way_around()
    {
        await using var ledger = await LedgerWithAsync((0, 30));
        var other = await OtherBarberAsync(ledger, 10, 20);
        await ByHand.IsRefusedAsync(() => ledger.ExecuteAsync(
            "merge into bookings b using (select $1::uuid as id) o on b.barber_id = o.id "
                + "when matched then update set barber_id = $2",
            other,
            _barber));

        await using var connection = await ledger.Direct.OpenConnectionAsync();
        await ByHand.IsRefusedAsync(async () =>
        {
            await using var import = await connection.BeginTextImportAsync($"copy bookings ({Columns}) from stdin");
            await import.WriteAsync(string.Join('\t',
                Guid.NewGuid(), Guid.NewGuid(), _barber, "confirmed", $"{{{Guid.NewGuid()}}}",
                $"{ByHand.At(20):u}", $"{ByHand.At(40):u}", $"[{ByHand.At(20):u},{ByHand.At(40):u})",
                1000, "EUR", "by hand", "\\N", "copied", $"\\\\x{new string('0', 64)}", $"{ByHand.At(0):u}") + "\n");
        });
        Assert.Equal(2, await ledger.CountAsync("bookings"));
    }

    [PostgresFact]
    public async Task An_update_is_refused_whichever_column_makes_the_overlap()
    {
        await using var ledger = await LedgerWithAsync((0, 30), (60, 90));
        await OtherBarberAsync(ledger, 20, 50);
        await ByHand.InsertAsync(ledger, _barber, "cancelled", 80, 100);

        foreach (var change in (string[])
            [
                "status = 'confirmed' where status = 'cancelled'",
                "barber_id = $1 where barber_id <> $1",
                "occupied = tstzrange(lower(occupied) - interval '31 minutes', upper(occupied)) where starts_at = $2",
                "occupied = tstzrange($2 - interval '2 hours', $2 + interval '2 hours') where status = 'confirmed'",
            ])
        {
            await ByHand.IsRefusedAsync(
                () => ledger.ExecuteAsync($"update bookings set {change} and $2 is not null and $1 is not null",
                    _barber, ByHand.At(60)));
        }
    }

    [PostgresFact]
    public async Task Time_that_is_given_back_can_be_taken_and_then_not_be_taken_back()
    {
        await using var ledger = await LedgerWithAsync((0, 30));

        foreach (var release in (string[])
            [
                "update bookings set status = 'cancelled' where status <> 'cancelled'",
                "update bookings set barber_id = gen_random_uuid()",
                "update bookings set occupied = tstzrange($1, $1 + interval '1 day'), starts_at = $1, "
                    + "ends_at = $1 + interval '1 hour'",
                "delete from bookings",
            ])
        {
            await ledger.ExecuteAsync(
                release, release.Contains('$', StringComparison.Ordinal) ? [ByHand.At(5000)] : []);
            await ByHand.InsertAsync(ledger, _barber, "confirmed", 0, 30);
            await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(ledger, _barber, "confirmed", 0, 30));
            await ledger.ExecuteAsync("delete from bookings where status = 'cancelled'");
        }
    }

    [PostgresFact]
    public async Task Two_bookings_can_change_places_in_one_statement()
    {
        await using var ledger = await LedgerWithAsync((0, 30), (30, 60));

        await ledger.ExecuteAsync("""
            update bookings b set starts_at = o.starts_at, ends_at = o.ends_at, occupied = o.occupied
            from bookings o where o.id <> b.id
            """);

        Assert.Equal(0, await ledger.OverlapsAsync());
        await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(ledger, _barber, "held", 29, 31));
    }

    [PostgresFact]
    public async Task A_session_that_hides_the_tables_behind_others_is_refused_all_the_same()
    {
        await using var ledger = await LedgerWithAsync((0, 30));
        await using var connection = await ledger.Direct.OpenConnectionAsync();
        await ByHand.ExecuteAsync(connection, """
            create temp table barber_timelines (like public.barber_timelines including all);
            create temp table bookings (like public.bookings including all);
            create schema elsewhere;
            create function elsewhere.overlapping_booking(uuid, tstzrange, uuid) returns table (id uuid)
              language sql as 'select null::uuid where false';
            set search_path = elsewhere, public;
            """);

        await ByHand.IsRefusedAsync(() => ByHand.ExecuteAsync(
            connection,
            $"insert into public.bookings ({Columns}) {Copies.Replace("from bookings", "from public.bookings")}",
            _barber,
            10));
    }

    [PostgresFact]
    public async Task Whoever_writes_by_hand_moves_the_fence_and_the_next_commit_is_stale()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var (booking, other) = (Samples.Booking(_barber, 1), Guid.NewGuid());
        await ledger.CommitAsync(Samples.New(0, booking));

        await ByHand.InsertAsync(ledger, _barber, "confirmed", 1000, 1030);
        Assert.Equal(new CommitOutcome.StaleTimeline(2), await ledger.CommitAsync(Samples.New(_barber, 1, slot: 5)));

        await ledger.ExecuteAsync("update bookings set barber_id = $2 where id = $1", booking.Id, other);
        Assert.Equal((3, 1), (await ledger.VersionAsync(_barber), await ledger.VersionAsync(other)));

        await ledger.ExecuteAsync("delete from bookings where barber_id = $1", _barber);
        Assert.Equal((4, 1), (await ledger.VersionAsync(_barber), await ledger.VersionAsync(other)));

        await ledger.ExecuteAsync("truncate bookings");
        Assert.Equal((5, 2), (await ledger.VersionAsync(_barber), await ledger.VersionAsync(other)));
        Assert.Equal(new CommitOutcome.Committed(6), await ledger.CommitAsync(Samples.New(_barber, 5, slot: 1)));
    }

    [PostgresTheory]
    [InlineData("delete from barber_timelines")]
    [InlineData("truncate barber_timelines")]
    [InlineData("update barber_timelines set barber_id = gen_random_uuid()")]
    public async Task A_fence_cannot_be_taken_away(string attempt)
    {
        await using var ledger = await LedgerWithAsync((0, 30));

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ledger.ExecuteAsync(attempt));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
    }

    private async Task<TestLedger> LedgerWithAsync(params (int From, int To)[] bookings)
    {
        var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        foreach (var (from, to) in bookings)
        {
            await ByHand.InsertAsync(ledger, _barber, "confirmed", from, to);
        }

        return ledger;
    }

    private static async Task<Guid> OtherBarberAsync(TestLedger ledger, int fromMinute, int toMinute)
    {
        var other = Guid.NewGuid();
        await ByHand.InsertAsync(ledger, other, "confirmed", fromMinute, toMinute);
        return other;
    }
}
