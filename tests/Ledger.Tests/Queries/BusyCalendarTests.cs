using BookedBarber.Ledger.Calendars;
using BookedBarber.Scheduling.Time;
using BookedBarber.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Queries;

/// <summary>The table of busy calendars, and how processes share it out.</summary>
public sealed class BusyCalendarTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 27, 12, 0);
    private static readonly Duration Lease = Duration.FromMinutes(3);

    [PostgresFact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        await using var store = await OpenAsync();
        var row = Row() with
        {
            Url = "https://calendar.example/bo.ics",
            Busy = [new TickRange(10, 20), new TickRange(30, 31)],
            Events = 3,
            Ignored = 2,
            ETag = "\"1\"",
            LastModified = "then",
            FetchedAt = Now,
            Failures = 4,
            LastError = "It answered 500.",
        };
        await store.Calendars.PutAsync(row, "BEGIN:VCALENDAR", default);

        var read = Assert.Single(await store.Calendars.ListAsync(row.BarberId, default));
        Assert.Equal(row with { Busy = default }, read with { Busy = default });
        Assert.Equal(row.Busy.ToArray(), read.Busy.ToArray());
        Assert.Equal("BEGIN:VCALENDAR", await store.Calendars.ReadTextAsync(row.Id, default));
        Assert.Empty(await store.Calendars.ListAsync(Guid.NewGuid(), default));
        Assert.Null(await store.Calendars.ReadTextAsync(Guid.NewGuid(), default));
    }

    [PostgresFact]
    public async Task The_same_name_is_the_same_calendar_and_keeps_its_text_unless_there_is_another()
    {
        await using var store = await OpenAsync();
        var row = Row();
        await store.Calendars.PutAsync(row, "text", default);
        await store.Calendars.PutAsync(row with { Events = 1 }, null, default);
        Assert.Equal("text", await store.Calendars.ReadTextAsync(row.Id, default));
        await store.Calendars.PutAsync(row with { Events = 2 }, "other", default);
        Assert.Equal("other", await store.Calendars.ReadTextAsync(row.Id, default));
        Assert.Equal(2, Assert.Single(await store.Calendars.ListAsync(row.BarberId, default)).Events);
    }

    [PostgresFact]
    public async Task Nobody_gets_what_another_has_claimed_until_the_lease_ends()
    {
        await using var store = await OpenAsync();
        var rows = Enumerable.Range(0, 200).Select(i => Row() with { NextAt = Now - Duration.FromSeconds(i) }).ToList();
        foreach (var row in rows)
        {
            await store.Calendars.PutAsync(row, "", default);
        }

        await store.Calendars.PutAsync(Row() with { NextAt = Now + Duration.FromSeconds(1) }, "", default);
        var claimed = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => store.Calendars.ClaimAsync(Now, Lease, 10, default)));
        var all = claimed.SelectMany(due => due.Select(one => one.Id)).ToList();
        Assert.Equal(all.Distinct().Count(), all.Count);
        all.AddRange((await store.Calendars.ClaimAsync(Now, Lease, 500, default)).Select(one => one.Id));
        Assert.Equal(rows.Select(row => row.Id).Order(), all.Order());

        Assert.Empty(await store.Calendars.ClaimAsync(Now, Lease, 500, default));
        Assert.Equal(201, (await store.Calendars.ClaimAsync(Now + Lease, Lease, 500, default)).Count);
    }

    [PostgresFact]
    public async Task A_row_that_somebody_holds_a_lock_on_is_passed_over()
    {
        await using var store = await OpenAsync();
        var (held, other) = (Row(), Row());
        await store.Calendars.PutAsync(held, "", default);
        await store.Calendars.PutAsync(other, "", default);
        await using var connection = await store.Direct.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select from busy_calendars where id = $1 for update", connection);
        command.Parameters.Add(new() { Value = held.Id });
        await command.ExecuteNonQueryAsync();

        Assert.Equal(other.Id, Assert.Single(await store.Calendars.ClaimAsync(Now, Lease, 10, default)).Id);
    }

    [PostgresFact]
    public async Task What_is_settled_rests_and_what_was_removed_is_gone()
    {
        await using var store = await OpenAsync();
        var (kept, removed) = (Row(), Row() with { Removed = true, Url = "https://calendar.example/bo.ics" });
        await store.Calendars.PutAsync(kept, "", default);
        await store.Calendars.PutAsync(removed, "", default);
        var due = await store.Calendars.ClaimAsync(Now, Lease, 10, default);
        Assert.All(due, one => Assert.Null(one.Url));

        await store.Calendars.SettleAsync(kept.Id, Now + Duration.FromHours(1), default);
        await store.Calendars.SettleAsync(removed.Id, Now, default);
        Assert.Empty(await store.Calendars.ClaimAsync(Now + Lease, Lease, 10, default));
        Assert.Equal(kept.Id, Assert.Single(await store.Calendars.ClaimAsync(Now + Duration.FromHours(1), Lease, 10, default)).Id);
        Assert.Empty(await store.Calendars.ListAsync(removed.BarberId, default));

        await store.Calendars.ForgetAsync(kept.BarberId, default);
        Assert.Empty(await store.Calendars.ListAsync(kept.BarberId, default));
    }

    private static BusyCalendarRow Row() => new()
    {
        Id = Guid.CreateVersion7(),
        ShopId = Guid.CreateVersion7(),
        BarberId = Guid.CreateVersion7(),
        Name = "mine",
        NextAt = Now,
    };

    private async Task<Store> OpenAsync() => new(await postgres.CreateDatabaseAsync());

    private sealed class Store(string database) : IAsyncDisposable
    {
        private readonly ServiceProvider _services = new ServiceCollection().AddLedger(database).BuildServiceProvider();

        public IBusyCalendars Calendars => _services.GetRequiredService<IBusyCalendars>();

        public NpgsqlDataSource Direct { get; } = NpgsqlDataSource.Create(database);

        public async ValueTask DisposeAsync()
        {
            await Direct.DisposeAsync();
            await _services.DisposeAsync();
        }
    }
}
