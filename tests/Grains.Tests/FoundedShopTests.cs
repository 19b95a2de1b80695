using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

/// <summary>Who founds a shop asks again when the answer was lost; nobody else gets it.</summary>
public sealed class FoundedShopTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task The_same_person_is_answered_with_the_same_shop()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        var founder = Guid.NewGuid();

        var shop = TestShop.Value(await Slug(host).Found(Definition(), founder));

        Assert.Equal(shop.Id, TestShop.Value(await Slug(host).Found(Definition(), founder)).Id);
        Assert.Equal(ProblemCodes.SlugTaken, (await Slug(host).Found(Definition(), Guid.NewGuid())).Problem!.Code);
        Assert.Equal(ProblemCodes.SlugTaken, (await Slug(host).Create(Definition())).Problem!.Code);
    }

    [PostgresFact]
    public async Task A_shop_that_was_created_for_nobody_in_particular_is_nobodys_to_found()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync());
        TestShop.Value(await Slug(host).Create(Definition()));

        Assert.Equal(ProblemCodes.SlugTaken, (await Slug(host).Found(Definition(), Guid.NewGuid())).Problem!.Code);
        Assert.Equal(ProblemCodes.SlugTaken, (await Slug(host).Found(Definition(), Guid.Empty)).Problem!.Code);
    }

    private static IShopSlugGrain Slug(GrainsHost host) => host.Grains.GetGrain<IShopSlugGrain>(ShopSlugKey.Of("sharp"));

    private static ShopDefinition Definition() => new()
    {
        Slug = "sharp",
        Name = "Sharp",
        TimeZone = "Etc/UTC",
        Currency = "EUR",
        Policy = new PolicyMessage(),
    };
}
