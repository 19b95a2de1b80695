using BookedBarber.Grains.Shops;
using BookedBarber.TestKit;

namespace BookedBarber.Grains.Tests;

public sealed class BusiestShopsTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void The_busiest_of_the_last_minute_come_first()
    {
        var shops = new BusiestShops(_clock);
        Count(shops, "quiet", accepted: 1);
        Count(shops, "busy", accepted: 2, refused: 3);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Count(shops, "busy", refused: 1);

        Assert.Equal([new ShopRequests("busy", 2, 4), new ShopRequests("quiet", 1, 0)], shops.Take(10));
        Assert.Equal("busy", Assert.Single(shops.Take(1)).Slug);
    }

    [Fact]
    public void After_a_minute_nobody_speaks_of_it()
    {
        var shops = new BusiestShops(_clock);
        Count(shops, "early", accepted: 1);
        _clock.Advance(TimeSpan.FromSeconds(40));
        Count(shops, "late", accepted: 1);
        _clock.Advance(TimeSpan.FromSeconds(25));

        Assert.Equal("late", Assert.Single(shops.Take(10)).Slug);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(shops.Take(10));
    }

    [Fact]
    public void However_many_shops_there_are_few_are_kept_and_the_busiest_among_them()
    {
        var shops = new BusiestShops(_clock);
        for (var i = 0; i < 10_000; i++)
        {
            Count(shops, $"shop-{i}", accepted: 1);
            if (i % 10 == 0)
            {
                Count(shops, "hot", refused: 1);
            }
        }

        var kept = shops.Take(int.MaxValue);
        Assert.InRange(kept.Count, 1, BusiestShops.MaxShops);
        Assert.Equal("hot", kept[0].Slug);
        Assert.True(kept[0].Refused >= 1_000, $"{kept[0]}");
    }

    private static void Count(BusiestShops shops, string slug, int accepted = 0, int refused = 0)
    {
        for (var i = 0; i < accepted + refused; i++)
        {
            shops.Count(slug, i < accepted);
        }
    }
}
