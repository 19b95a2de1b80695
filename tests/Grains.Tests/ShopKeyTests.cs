using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

/// <summary>The list of a shop's keys says which of them open something.</summary>
public sealed class ShopKeyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private readonly Guid _shop = Guid.CreateVersion7();

    [PostgresFact]
    public async Task A_key_is_listed_and_lets_in_until_it_is_revoked()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var keys = host.Grains.GetGrain<IShopKeysGrain>($"{_shop}");
        Assert.Empty(await keys.List());
        var (till, app) = (NewKey(), NewKey());
        TestShop.Value(await keys.Add(Listed(till, "till"), till.SecretHash));
        TestShop.Value(await keys.Add(Listed(app, "app"), app.SecretHash));

        Assert.Equal(["till", "app"], (await keys.List()).Select(key => key.Name));
        Assert.Equal(_shop, (await IdentifyAsync(host, till))!.ShopId);
        TestShop.Value(await keys.Revoke(till.Id));

        Assert.Equal([app.Id], (await keys.List()).Select(key => key.Id));
        Assert.Null(await IdentifyAsync(host, till));
        Assert.NotNull(await IdentifyAsync(host, app));
        Assert.Equal(ProblemCodes.NotFound, (await keys.Revoke(till.Id)).Problem!.Code);
    }

    [PostgresFact]
    public async Task A_shop_has_so_many_keys_and_one_more_when_one_has_ended()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var keys = host.Grains.GetGrain<IShopKeysGrain>($"{_shop}");
        for (var number = 0; number < ShopKey.MaxPerShop; number++)
        {
            var key = NewKey();
            TestShop.Value(await keys.Add(Listed(key, $"{number}"), key.SecretHash));
        }

        var more = NewKey();
        var refused = await keys.Add(Listed(more, "one more"), more.SecretHash);

        Assert.Equal(ProblemCodes.TooManyKeys, refused.Problem!.Code);
        Assert.Null(await IdentifyAsync(host, more));
        TestShop.Value(await keys.Revoke((await keys.List())[0].Id));
        TestShop.Value(await keys.Add(Listed(more, "one more"), more.SecretHash));
        Assert.NotNull(await IdentifyAsync(host, more));
    }

    [PostgresFact]
    public async Task A_key_from_before_there_was_a_list_ends_by_its_id()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var (old, shops) = (NewKey(), host.Grains.GetGrain<IShopKeysGrain>($"{_shop}"));
        await host.Grains.GetGrain<IApiKeyGrain>($"{old.Id}").Register(new ApiKeyRegistration
        {
            SecretHash = old.SecretHash,
            Name = "old",
            ShopId = _shop,
        });
        var others = host.Grains.GetGrain<IShopKeysGrain>($"{Guid.CreateVersion7()}");

        Assert.Empty(await shops.List());
        Assert.Equal(ProblemCodes.NotFound, (await others.Revoke(old.Id)).Problem!.Code);
        Assert.NotNull(await IdentifyAsync(host, old));
        TestShop.Value(await shops.Revoke(old.Id));
        Assert.Null(await IdentifyAsync(host, old));
    }

    internal static ApiKeySecret NewKey() => ApiKeySecret.Create(TimeProvider.System);

    internal static ShopKey Listed(ApiKeySecret key, string name) =>
        new() { Id = key.Id, Name = name, CreatedAt = DateTimeOffset.UtcNow };

    internal static Task<ApiKeyIdentity?> IdentifyAsync(GrainsHost host, ApiKeySecret key) =>
        host.Grains.GetGrain<IApiKeyGrain>($"{key.Id}").Identify(key.SecretHash);
}
