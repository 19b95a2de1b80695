using BookedBarber.Embedded.Tests.Hosting;
using BookedBarber.TestKit;
using Npgsql;
using Orleans.Storage;

namespace BookedBarber.Embedded.Tests.State;

public sealed class PersistentStateTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private readonly string _key = Probe.NewKey();

    [PostgresFact]
    public async Task State_survives_a_restart_and_is_there_before_activation()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await Host(database)) await Grain(before).Write("kept");

        await using var after = await Host(database);

        Assert.Equal("kept", await Grain(after).AtActivation());
    }

    [PostgresFact]
    public async Task A_grain_that_never_wrote_has_an_empty_state_and_no_record()
    {
        await using var host = await Host(await postgres.CreateDatabaseAsync());

        Assert.Equal("blank", await Grain(host).Text());
        Assert.Equal((false, null), await Grain(host).Record());
    }

    [PostgresFact]
    public async Task Each_write_makes_a_new_version()
    {
        await using var host = await Host(await postgres.CreateDatabaseAsync());
        await Grain(host).Write("one");
        var first = await Grain(host).Record();
        await Grain(host).Write("two");
        var second = await Grain(host).Record();

        Assert.True(first.Exists);
        Assert.NotNull(first.Etag);
        Assert.NotEqual(first.Etag, second.Etag);
    }

    [PostgresFact]
    public async Task Two_states_of_one_grain_are_two_records()
    {
        await using var host = await Host(await postgres.CreateDatabaseAsync());
        await Grain(host).Write("one");
        await Grain(host).WriteSecond("other");
        await Grain(host).Reread();

        Assert.Equal("one", await Grain(host).Text());
        Assert.Equal("other", await Grain(host).TextOfSecond());
    }

    [PostgresFact]
    public async Task A_cleared_state_is_empty_and_can_be_written_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var host = await Host(database))
        {
            await Grain(host).Write("gone");
            await Grain(host).Clear();
            Assert.Equal("blank", await Grain(host).Text());
            Assert.False((await Grain(host).Record()).Exists);
        }

        await using var again = await Host(database);
        Assert.Equal("blank", await Grain(again).AtActivation());
        await Grain(again).Write("new");
        Assert.True((await Grain(again).Record()).Exists);
    }

    [PostgresFact]
    public async Task Who_lost_a_race_for_the_record_is_told_and_starts_afresh_with_what_the_winner_wrote()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = await Host(database);
        await using var two = await Host(database);
        await Grain(one).Write("first");
        Assert.Equal("first", await Grain(two).Text());
        await Grain(one).Write("winner");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain(two).Write("loser"));

        Assert.Equal("winner", await Grain(two).AtActivation());
        await Grain(two).Write("next");
    }

    [PostgresFact]
    public async Task Two_who_both_write_the_first_version_do_not_both_succeed()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = await Host(database);
        await using var two = await Host(database);
        await Task.WhenAll(Grain(one).Text(), Grain(two).Text());
        await Grain(one).Write("winner");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain(two).Write("loser"));
        await Assert.ThrowsAsync<InconsistentStateException>(async () =>
        {
            await Grain(one).Text();
            await Grain(two).Text();
            await Grain(one).Clear();
            await Grain(two).Clear();
        });
    }

    [PostgresFact]
    public async Task Writes_of_interleaving_methods_are_kept_when_they_end_and_do_not_lose_the_version_to_each_other()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using var host = await Host(database);
        var grain = Grain(host);
        await grain.Write("");

        // A write that ends at the moment in which the next one is asked for is what counts: it has to happen often.
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            for (var i = 0; i < 250; i++)
            {
                var written = await grain.Append("x");
                await using var kept = source.CreateCommand(
                    "select length(convert_from(payload, 'utf8')::json ->> 'text') from grain_state");
                Assert.InRange((int)(await kept.ExecuteScalarAsync())!, written, int.MaxValue);
            }
        }));

        await grain.Reread();
        Assert.Equal(16 * 250, (await grain.Text()).Length);
    }

    [PostgresFact]
    public async Task The_record_is_plain_json_under_the_stable_name_of_the_state()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var host = await Host(database);
        await Grain(host).Write("plain");

        await using var source = NpgsqlDataSource.Create(database);
        await using var select = source.CreateCommand(
            "select state_name || ' ' || convert_from(payload, 'utf8') from grain_state");

        Assert.Equal("""note {"text":"plain","counts":{}}""", await select.ExecuteScalarAsync());
    }

    private static Task<GrainHost> Host(string database)
        => GrainHost.StartAsync(options => options.Database = database);

    private IStateGrain Grain(GrainHost host) => host.Grains.GetGrain<IStateGrain>(_key);
}
