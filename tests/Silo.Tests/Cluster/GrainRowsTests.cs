using BookedBarber.Silo.Cluster;
using BookedBarber.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Storage;

namespace BookedBarber.Silo.Tests.Cluster;

/// <summary>The rows of grain state and reminders, as the ADO.NET providers use them through the queries of 0003.</summary>
public sealed class GrainRowsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("note", "a/b-c");

    private string _database = "";
    private SiloHost? _silo;

    private IGrainStorage Storage => _silo!.Services.GetRequiredService<IGrainStorage>();

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            _database = await postgres.CreateDatabaseAsync();
            await using var source = NpgsqlDataSource.Create(_database);
            await using var reminder = source.CreateCommand(
                """
                insert into grain_reminders (service, grain_type, grain_key, name, start_at, period, version)
                values ('bookedbarber', 'slot', 'x/2030-01-01T08:00Z', 'expire-hold', now() + '1 day', '1 minute', 1)
                """);
            await reminder.ExecuteNonQueryAsync();
            _silo = await SiloHost.StartAsync(_database);
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task What_was_written_is_read_as_json_without_a_name_of_a_type()
    {
        var written = new GrainState<Note>(new Note { Text = "plain" });
        await Storage.WriteStateAsync("note", Grain, written);
        var read = await ReadAsync();

        Assert.Equal("plain", read.State!.Text);
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(
            """note a/b-c {"text":"plain"}""",
            await ScalarAsync(
                "select state_name || ' ' || grain_key || ' ' || convert_from(payload, 'utf8') from grain_state"));
    }

    [PostgresFact]
    public async Task Who_comes_second_with_an_old_version_is_refused_and_changes_nothing()
    {
        await Storage.WriteStateAsync("note", Grain, new GrainState<Note>(new Note { Text = "first" }));
        var (one, other) = (await ReadAsync(), await ReadAsync());
        one.State = new Note { Text = "one" };
        await Storage.WriteStateAsync("note", Grain, one);

        other.State = new Note { Text = "other" };
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("note", Grain, other));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("note", Grain, other));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("note", Grain, new GrainState<Note>(new Note { Text = "new" })));

        Assert.Equal("one", (await ReadAsync()).State!.Text);
    }

    [PostgresFact]
    public async Task Of_many_who_write_a_state_for_the_first_time_one_gets_through()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 32).Select(async number =>
        {
            try
            {
                await Storage.WriteStateAsync("note", Grain, new GrainState<Note>(new Note { Text = $"{number}" }));
                return 1;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        Assert.Equal(1, attempts.Sum());
    }

    [PostgresFact]
    public async Task A_cleared_state_is_gone_and_its_version_goes_on()
    {
        var state = new GrainState<Note>(new Note { Text = "short-lived" });
        await Storage.WriteStateAsync("note", Grain, state);
        await Storage.ClearStateAsync("note", Grain, state);

        var read = await ReadAsync();
        Assert.False(read.RecordExists);
        Assert.Equal("", read.State!.Text);
        Assert.Equal("2", read.ETag);
        read.State = new Note { Text = "again" };
        await Storage.WriteStateAsync("note", Grain, read);
        Assert.Equal("again", (await ReadAsync()).State!.Text);
    }

    [PostgresFact]
    public async Task A_key_that_looks_like_a_number_is_refused_and_not_kept_in_another_ones_place() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Storage.WriteStateAsync(
            "note", GrainId.Create("note", "0cafe"), new GrainState<Note>(new Note { Text = "lost" })));

    [PostgresFact]
    public async Task A_reminder_of_the_embedded_runtime_gets_the_hash_by_which_silos_share_them_out()
    {
        var expected = unchecked((int)GrainId.Create("slot", "x/2030-01-01T08:00Z").GetUniformHashCode());
        Assert.Equal(expected, await ScalarAsync("select grain_hash from grain_reminders"));

        var table = _silo!.Services.GetRequiredService<IReminderTable>();
        var all = await table.ReadRows(0, 0);
        var found = Assert.Single(all.Reminders);
        Assert.Equal(("slot/x/2030-01-01T08:00Z", "expire-hold"), ($"{found.GrainId}", found.ReminderName));
        Assert.Equal(TimeSpan.FromMinutes(1), found.Period);
        Assert.NotNull(await table.ReadRow(found.GrainId, "expire-hold"));
        Assert.False(await table.RemoveRow(found.GrainId, "expire-hold", "7"));
        Assert.True(await table.RemoveRow(found.GrainId, "expire-hold", found.ETag!));
        Assert.Empty((await table.ReadRows(found.GrainId)).Reminders);
    }

    private async Task<GrainState<Note>> ReadAsync()
    {
        var state = new GrainState<Note>();
        await Storage.ReadStateAsync("note", Grain, state);
        return state;
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    [GenerateSerializer]
    public sealed record Note
    {
        [Id(0)]
        public string Text { get; init; } = "";
    }
}
