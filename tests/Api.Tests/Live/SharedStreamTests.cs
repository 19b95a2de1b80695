using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Live;

/// <summary>What streams cost, in a process where nobody else is.</summary>
public sealed class SharedStreamTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task A_hundred_who_watch_ask_the_shop_like_one_and_do_not_look_like_slow_turns()
    {
        var shop = await api.OpenShopAsync();
        var streams = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => EventStream.WatchAsync(shop)));
        using var http = new HttpClient { BaseAddress = api.Process.Address };

        // A shop that has just opened may still hear of its barbers, which wakes every stream; three windows let
        // that pass. If each stream asked for itself, every window would see a hundred turns.
        double before = 0, after = 0;
        for (var window = 0; window < 3; window++)
        {
            before = await ShopTurnsAsync(http, "+Inf");
            after = await Eventually.SeesAsync(
                "two rounds in which nothing changed", () => ShopTurnsAsync(http, "+Inf"), turns => turns >= before + 2);
        }

        var quick = await ShopTurnsAsync(http, "1");

        Assert.InRange(after - before, 2, 20);
        Assert.InRange(quick, after, double.PositiveInfinity);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

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
