using BookedBarber.Silo.Tests.Telemetry;
using BookedBarber.TestKit;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Web.Tests.Metrics;

/// <summary>What <c>/metrics</c> says of a running program.</summary>
[Collection(DemoServerTests.Name)]
public sealed class MetricsTests(DemoServer server)
{
    private const string Accepted = "bookedbarber_bookings_accepted_total";
    private const string Repeated = "bookedbarber_bookings_repeated_total";
    private const string Refused = "bookedbarber_bookings_refused_total";
    private const string Outcomes = "bookedbarber_ledger_outcomes_total";

    [PostgresFact]
    public async Task It_is_Prometheus_text_with_metrics_of_every_part()
    {
        await server.ShopAsync();

        var answer = (await server.Client.GetAsync("/metrics")).Expect(200);

        Assert.Equal("text/plain", answer.MediaType);
        var families = PrometheusParser.Parse(answer.Text);
        Assert.Equal("gauge", families["bookedbarber_ledger_queue_length"].Type);
        Assert.Equal("histogram", families["http_server_request_duration_seconds"].Type);
        Assert.Equal("gauge", families["kestrel_active_connections"].Type);
        Assert.Equal("histogram", families["db_client_operation_duration_seconds"].Type);
        Assert.Equal("gauge", families["db_client_connections"].Type);
        Assert.Equal("counter", families["dotnet_gc_collections_total"].Type);
        Assert.Equal("gauge", families["dotnet_thread_pool_queue_length"].Type);
        var build = Assert.Single(families["bookedbarber_build_info"].Samples);
        Assert.Equal(1, build.Value);
        Assert.Contains(build.Labels["grain_runtime"], (string[])["Embedded", "Orleans"]);
    }

    [PostgresFact]
    public async Task Bookings_are_counted_by_what_became_of_them()
    {
        var shop = await server.ShopAsync();
        var service = shop["services"][0].GetProperty("id").GetGuid();
        var barber = shop["barbers"].EnumerateArray().Last().GetProperty("id").GetGuid();
        var (_, slots) = await server.NextOpenDayAsync(service, $"{barber}");
        var booking = DemoServer.Booking(service, slots[^1].Start, barber);
        var closed = DemoServer.Booking(service, slots[^1].Start.AddHours(6), barber);
        var before = await ScrapeAsync();

        (await server.BookAsync(booking, "counted")).Expect(201);
        (await server.BookAsync(booking, "counted")).Expect(200);
        (await server.BookAsync(booking)).ExpectProblem(409, "slot_taken");
        (await server.BookAsync(closed)).ExpectProblem(422, "outside_hours");
        (await server.BookAsync([])).ExpectProblem(422, "validation_failed");

        var after = await ScrapeAsync();
        Assert.Equal(1, Rise(before, after, Accepted, ("status", "confirmed")));
        Assert.Equal(0, Rise(before, after, Accepted, ("status", "held")));
        Assert.Equal(1, Rise(before, after, Repeated));
        Assert.Equal(1, Rise(before, after, Refused, ("code", "slot_taken")));
        Assert.Equal(1, Rise(before, after, Refused, ("code", "outside_hours")));
        Assert.Equal(1, Rise(before, after, Refused, ("code", "validation_failed")));
        Assert.Equal(1, Rise(before, after, Outcomes, ("outcome", "committed")));
    }

    [PostgresFact]
    public async Task Many_scrapes_at_once_are_all_answered()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => server.Client.GetAsync("/metrics")));

        Assert.All(answers, answer => PrometheusParser.Parse(answer.Expect(200).Text));
    }

    [PostgresFact]
    public async Task It_does_not_say_how_to_reach_the_database()
    {
        await server.ShopAsync();

        var text = (await server.Client.GetAsync("/metrics")).Expect(200).Text;

        Assert.DoesNotContain("Username", text);
        Assert.DoesNotContain("Password", text);
    }

    [PromtoolFact]
    public async Task Promtool_finds_nothing_to_say_about_it()
    {
        await server.ShopAsync();
        var text = (await server.Client.GetAsync("/metrics")).Expect(200).Text;
        Assert.Contains("bookedbarber_grains_turn_duration_seconds_bucket", text);

        var (exitCode, said) = await PromtoolFactAttribute.RunAsync(text, "check", "metrics");

        Assert.Equal("", said);
        Assert.Equal(0, exitCode);
    }

    private async Task<IReadOnlyDictionary<string, Family>> ScrapeAsync() =>
        PrometheusParser.Parse((await server.Client.GetAsync("/metrics")).Expect(200).Text);

    private static double Rise(
        IReadOnlyDictionary<string, Family> before,
        IReadOnlyDictionary<string, Family> after,
        string name,
        params (string Name, string Value)[] labels)
    {
        double Value(IReadOnlyDictionary<string, Family> families) => families.TryGetValue(name, out var family)
            ? family.Samples
                .Where(sample => labels.All(label => sample.Labels[label.Name] == label.Value))
                .Sum(sample => sample.Value)
            : 0;
        return Value(after) - Value(before);
    }
}
