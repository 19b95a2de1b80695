using BookedBarber.TestKit;
using BookedBarber.TestKit.Client;
using BookedBarber.TestKit.Processes;

namespace BookedBarber.Api.Tests.Live;

/// <summary>What streams cost, each in a process where nobody else is: what others do would be counted, too.</summary>
public sealed class SharedStreamTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Watchers = 100;

    [PostgresFact]
    public async Task A_hundred_who_watch_ask_the_shop_like_one_and_do_not_look_like_slow_turns()
    {
        await using var api = await StartAsync();
        var shop = await TestShop.OpenAsync(api.Administrator);
        var streams = await Task.WhenAll(Enumerable.Range(0, Watchers).Select(_ => EventStream.WatchAsync(shop)));
        using var http = new HttpClient { BaseAddress = api.Address };

        // Each comment comes after five rounds in which nothing changed. A shop that has just opened may still hear of
        // its barbers, which wakes everybody; so what is counted is from the first comments to the second.
        await Task.WhenAll(streams.Select(stream => stream.IsQuietAsync()));
        var before = await ShopTurnsAsync(http, "+Inf");
        await Task.WhenAll(streams.Select(stream => stream.IsQuietAsync()));
        var after = await ShopTurnsAsync(http, "+Inf");
        var quick = await ShopTurnsAsync(http, "1");

        Assert.InRange(after - before, 2, Watchers / 2);
        Assert.InRange(quick, after, double.PositiveInfinity);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task A_change_that_a_hundred_are_told_of_costs_the_shop_no_more_than_if_a_few_were()
    {
        await using var api = await StartAsync();
        var shop = await TestShop.OpenAsync(api.Administrator);
        var streams = await Task.WhenAll(Enumerable.Range(0, Watchers).Select(_ => EventStream.WatchAsync(shop)));
        using var http = new HttpClient { BaseAddress = api.Address };
        await Task.WhenAll(streams.Select(stream => stream.IsQuietAsync()));
        var before = await ShopTurnsAsync(http, "+Inf");

        await shop.BookAsync(shop.At(3, "10:00"));
        await Task.WhenAll(streams.Select(stream => stream.NextForAsync(shop.Date(3))));

        Assert.InRange(await ShopTurnsAsync(http, "+Inf") - before, 2, Watchers / 2);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    // A hundred from one address.
    private async Task<ApiProcess> StartAsync() => await ApiProcess.StartAsync(
        DataDirectory.Create(),
        ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()),
        ("BookedBarber__RateLimits__Streams", "0"));

    /// <summary>Turns of shops that took no longer than so many seconds.</summary>
    private static async Task<double> ShopTurnsAsync(HttpClient http, string seconds)
    {
        var bucket = $"bookedbarber_grains_turn_duration_seconds_bucket{{grain=\"shop\",le=\"{seconds}\"}} ";
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return double.Parse(
            metrics.Split('\n').Single(line => line.StartsWith(bucket, StringComparison.Ordinal))[bucket.Length..],
            System.Globalization.CultureInfo.InvariantCulture);
    }
}
