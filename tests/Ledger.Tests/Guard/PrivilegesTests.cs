using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Guard;

/// <summary>The guard against sessions of others than the owner of the tables.</summary>
public sealed class PrivilegesTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private readonly Guid _barber = Guid.NewGuid();
    private readonly string _role = $"clerk_{Guid.NewGuid():N}";

    [PostgresFact]
    public async Task Bookings_that_the_writer_may_not_see_take_their_time_all_the_same()
    {
        await using var ledger = await LedgerAsync("""
            grant select, insert on bookings to {role};
            grant select, insert, update on barber_timelines to {role};
            alter table bookings enable row level security;
            create policy writes on bookings for insert with check (true);
            create policy reads on bookings for select using (client_name <> 'by hand');
            """);
        await using var clerk = await ConnectAsync(ledger);

        await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(clerk, _barber, "confirmed", 10, 40));
    }

    [PostgresFact]
    public async Task Who_may_only_write_bookings_is_guarded_and_needs_no_right_to_the_fences()
    {
        await using var ledger = await LedgerAsync("grant insert on bookings to {role}");
        await using var clerk = await ConnectAsync(ledger);

        await ByHand.InsertAsync(clerk, _barber, "confirmed", 30, 60);
        await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(clerk, _barber, "confirmed", 50, 80));

        Assert.Equal(2, await ledger.VersionAsync(_barber));
    }

    [PostgresFact]
    public async Task Functions_and_operators_made_to_fit_better_than_the_built_in_ones_decide_nothing()
    {
        await using var ledger = await LedgerAsync("""
            grant create on schema public to {role};
            grant select, insert on bookings to {role};
            grant select, insert, update on barber_timelines to {role};
            """);
        await using var clerk = await ConnectAsync(ledger);
        await ByHand.ExecuteAsync(clerk, """
            create function public.upper(tstzrange) returns timestamptz language sql immutable
              as $$ select timestamptz '-infinity' $$;
            create function public.lower(tstzrange) returns timestamptz language sql immutable
              as $$ select timestamptz 'infinity' $$;
            create function public.apart(tstzrange, tstzrange) returns boolean language sql immutable
              as $$ select false $$;
            create operator public.&& (leftarg = tstzrange, rightarg = tstzrange, function = public.apart);
            create function public.format(text, uuid, tstzrange, uuid, uuid) returns text language sql
              as $$ select (1 / 0)::text $$;
            """);

        await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(clerk, _barber, "confirmed", 10, 40));
    }

    [PostgresFact]
    public async Task Nobody_else_can_hang_the_guard_on_a_table_of_their_own_and_move_fences_by_it()
    {
        await using var ledger = await LedgerAsync("grant create on schema public to {role}");
        await using var clerk = await ConnectAsync(ledger);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ByHand.ExecuteAsync(clerk, """
            create table mine (id uuid, barber_id uuid, status text, occupied tstzrange);
            create trigger mine after insert on mine referencing new table as new_rows
              for each statement execute function keep_bookings_apart();
            """));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    /// <summary>A database with half an hour booked, and a role with these rights.</summary>
    private async Task<TestLedger> LedgerAsync(string rights)
    {
        var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        await ByHand.InsertAsync(ledger, _barber, "confirmed", 0, 30);
        await ledger.ExecuteAsync($"create role {_role}");
        await ledger.ExecuteAsync(rights.Replace("{role}", _role, StringComparison.Ordinal));
        return ledger;
    }

    private async Task<NpgsqlConnection> ConnectAsync(TestLedger ledger)
    {
        var connection = await ledger.Direct.OpenConnectionAsync();
        await ByHand.ExecuteAsync(connection, $"set role {_role}");
        return connection;
    }
}
