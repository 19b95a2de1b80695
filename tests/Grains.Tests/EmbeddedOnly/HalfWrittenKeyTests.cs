using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Grains.Tests;

/// <summary>
/// A shop's list and its keys are rows of their own. Where only the first of two is written, no key opens anything that
/// the list does not show.
/// </summary>
public sealed class HalfWrittenKeyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Key = "api-key", List = "shop-keys";

    [PostgresFact]
    public async Task A_key_that_was_not_written_is_on_the_list_opens_nothing_and_can_be_revoked()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var host = await GrainsHost.StartAsync(database);
        var keys = host.Grains.GetGrain<IShopKeysGrain>($"{Guid.CreateVersion7()}");
        var key = ShopKeyTests.NewKey();
        await RefuseAsync(database, Key);

        await Assert.ThrowsAnyAsync<Exception>(() => keys.Add(ShopKeyTests.Listed(key, "till"), key.SecretHash));

        Assert.Equal([key.Id], (await keys.List()).Select(listed => listed.Id));
        Assert.Null(await ShopKeyTests.IdentifyAsync(host, key));
        await AllowAsync(database);
        TestShop.Value(await keys.Revoke(key.Id));
        Assert.Empty(await keys.List());
    }

    [PostgresFact]
    public async Task A_key_that_could_not_be_listed_opens_nothing()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var host = await GrainsHost.StartAsync(database);
        var keys = host.Grains.GetGrain<IShopKeysGrain>($"{Guid.CreateVersion7()}");
        var key = ShopKeyTests.NewKey();
        await RefuseAsync(database, List);

        await Assert.ThrowsAnyAsync<Exception>(() => keys.Add(ShopKeyTests.Listed(key, "till"), key.SecretHash));

        Assert.Empty(await keys.List());
        Assert.Null(await ShopKeyTests.IdentifyAsync(host, key));
    }

    [PostgresFact]
    public async Task A_key_that_ended_and_could_not_be_taken_off_the_list_goes_from_it_the_next_time()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var host = await GrainsHost.StartAsync(database);
        var keys = host.Grains.GetGrain<IShopKeysGrain>($"{Guid.CreateVersion7()}");
        var key = ShopKeyTests.NewKey();
        TestShop.Value(await keys.Add(ShopKeyTests.Listed(key, "till"), key.SecretHash));
        await RefuseAsync(database, List);

        await Assert.ThrowsAnyAsync<Exception>(() => keys.Revoke(key.Id));

        Assert.Null(await ShopKeyTests.IdentifyAsync(host, key));
        Assert.Equal([key.Id], (await keys.List()).Select(listed => listed.Id));
        await AllowAsync(database);
        TestShop.Value(await keys.Revoke(key.Id));
        Assert.Empty(await keys.List());
    }

    private static Task RefuseAsync(string database, string stateName) => ExecuteAsync(database, $"""
        create function refuse() returns trigger language plpgsql as $$ begin raise 'refused by the test'; end $$;
        create trigger refuse before insert or update on grain_state
        for each row when (new.state_name = '{stateName}') execute function refuse()
        """);

    private static Task AllowAsync(string database) => ExecuteAsync(database, "drop trigger refuse on grain_state");

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
