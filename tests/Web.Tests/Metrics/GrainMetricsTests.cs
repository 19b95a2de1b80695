using System.Text.Json.Nodes;
using BookedBarber.Silo.Tests.Telemetry;
using BookedBarber.TestKit;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Web.Tests.Metrics;

/// <summary>What <c>/metrics</c> says of the grains, whatever they run on.</summary>
[Collection(DemoServerTests.Name)]
public sealed class GrainMetricsTests(DemoServer server)
{
    private const string Activations = "orleans_catalog_activations";
    private const string Holds = "bookedbarber_holds_open";
    private const string Queue = "bookedbarber_grains_queue_length";
    private const string Turns = "bookedbarber_grains_turn_duration_seconds";

    [PostgresFact]
    public async Task Active_grains_waiting_calls_and_open_holds_are_gauges()
    {
        await server.ShopAsync();

        var families = await ScrapeAsync();

        foreach (var name in (string[])[Activations, Holds, Queue])
        {
            Assert.Equal("gauge", families[name].Type);
            Assert.NotEqual($"{name}.", families[name].Help);
        }

        Assert.Empty(Assert.Single(families[Holds].Samples).Labels);
        Assert.Empty(Assert.Single(families[Queue].Samples).Labels);
        Assert.InRange(ActiveOf("shop"), 1, 10);
        Assert.InRange(ActiveOf("barber"), 1, 50);

        double ActiveOf(string grainType) =>
            families[Activations].Samples.Single(sample => sample.Labels["grain_type"] == grainType).Value;
    }

    [PostgresFact]
    public async Task Calls_that_have_ended_are_not_in_the_queue()
    {
        await server.ShopAsync();

        await Eventually.SeesAsync(
            "no call is left", async () => (await ScrapeAsync())[Queue].Samples[0].Value, length => length == 0);
    }

    [PostgresFact]
    public async Task Turns_are_measured_by_kind_of_grain_and_only_those_of_our_grains()
    {
        var shop = await server.ShopAsync();
        var before = TurnsOf(await ScrapeAsync(), "barber");
        await BookAsync(shop, service: 0);

        var families = await ScrapeAsync();

        Assert.InRange(TurnsOf(families, "barber") - before, 1, 10);
        var turns = families[Turns];
        Assert.Equal("histogram", turns.Type);
        Assert.Equal("0.0001", turns.Samples[0].Labels["le"]);
        Assert.Subset(
            new HashSet<string>(["api-key", "barber", "booking", "readiness", "shop", "shop-slug", "slot"]),
            turns.Samples.Select(sample => sample.Labels["grain"]).ToHashSet());
    }

    [PostgresFact]
    public async Task A_hold_is_open_until_it_is_confirmed_or_given_back()
    {
        var shop = await server.ShopAsync();
        var before = await HoldsAsync();

        var first = await BookAsync(shop, service: 4);
        var second = await BookAsync(shop, service: 4);
        Assert.Equal(before + 2, await HoldsAsync());

        (await server.Process.Administrator.PostAsync($"/v1/bookings/{first["id"]}/confirm")).Expect(200);
        Assert.Equal(before + 1, await HoldsAsync());

        (await server.Process.Administrator.PostAsync($"/v1/bookings/{second["id"]}/cancel")).Expect(200);
        Assert.Equal(before, await HoldsAsync());
    }

    /// <summary>Books the last open start of a service of the demo shop.</summary>
    private async Task<JsonNode> BookAsync(Answer shop, int service)
    {
        var id = shop["services"][service].GetProperty("id").GetGuid();
        var (_, slots) = await server.NextOpenDayAsync(id);
        var booking = DemoServer.Booking(id, slots[^1].Start, slots[^1].Barbers[0]);
        return JsonNode.Parse((await server.BookAsync(booking)).Expect(201).Text)!;
    }

    private static double TurnsOf(IReadOnlyDictionary<string, Family> families, string grain) =>
        families[Turns].Samples.Single(
            sample => sample.Name == $"{Turns}_count" && sample.Labels["grain"] == grain).Value;

    private async Task<double> HoldsAsync() => (await ScrapeAsync())[Holds].Samples[0].Value;

    private async Task<IReadOnlyDictionary<string, Family>> ScrapeAsync() =>
        PrometheusParser.Parse((await server.Client.GetAsync("/metrics")).Expect(200).Text);
}
