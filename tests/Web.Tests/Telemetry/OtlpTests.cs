using System.Diagnostics;
using BookedBarber.TestKit.Client;
using BookedBarber.TestKit;

namespace BookedBarber.Web.Tests.Telemetry;

/// <summary>Where an endpoint is named, traces and metrics go there.</summary>
public sealed class OtlpTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private OtlpCollector? _collector;
    private ApiProcess? _api;

    private OtlpCollector Collector => _collector!;

    private ApiProcess Api => _api!;

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            _collector = await OtlpCollector.StartAsync();
            _api = await ApiProcess.StartAsync(
                DataDirectory.Create(),
                ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()),
                ("BookedBarber__Demo", "true"),
                ("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Endpoint),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_BSP_SCHEDULE_DELAY", "100"),
                ("OTEL_METRIC_EXPORT_INTERVAL", "200"));
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_api is not null)
        {
            await _api.DisposeAsync();
        }

        if (_collector is not null)
        {
            await _collector.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task A_requests_trace_goes_from_the_front_door_through_the_grains_to_the_flush_of_the_ledger()
    {
        var shop = (await Api.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        var service = shop["services"][0].GetProperty("id").GetGuid();
        var page = await Api.Anonymous.GetAsync($"/v1/shops/demo/availability?service={service}");
        var open = OpenStarts.From(page).All[^1];
        var trace = $"{ActivityTraceId.CreateRandom()}";
        var caller = $"{ActivitySpanId.CreateRandom()}";

        (await Api.Anonymous.PostAsync(
            "/v1/shops/demo/bookings",
            DemoServer.Booking(service, open.Start, open.Barbers[0]),
            ("Idempotency-Key", $"{Guid.NewGuid()}"),
            ("traceparent", $"00-{trace}-{caller}-01"))).Expect(201);

        var request = await ArrivesAsync(
            "the span of the request", span => span.TraceId == trace && span.Name == "POST /v1/shops/{shop}/bookings");
        Assert.Equal(caller, request.ParentId);
        Assert.Equal("bookedbarber-api", request.Service);
        var shopsTurn = await ArrivesAsync(
            "the span of the shop's turn", span => span.TraceId == trace && span.Name == "IShopGrain/Book");
        var barbersTurn = await ArrivesAsync(
            "the span of the barber's turn", span => span.TraceId == trace && span.Name == "IBarberGrain/Take");
        await IsBelowAsync(shopsTurn, request);
        await IsBelowAsync(barbersTurn, shopsTurn);
        var flush = await ArrivesAsync(
            "a flush that is linked to it", span => span.Name == "ledger flush" && span.LinkedTraces.Contains(trace));
        Assert.NotEqual(trace, flush.TraceId);
        await ArrivesAsync(
            "what the flush says to the database", span => span.TraceId == flush.TraceId && span.ParentId == flush.Id);
    }

    [PostgresFact]
    public async Task Metrics_arrive_with_the_name_and_the_version_of_the_service()
    {
        foreach (var name in (string[])
            ["bookedbarber.grains.turn.duration", "bookedbarber.grains.queue.length", "bookedbarber.holds.open"])
        {
            await Eventually.HoldsAsync(
                $"{name} has arrived", () => Collector.Metrics.Any(metric => metric.Metric == name));
        }

        Assert.All(Collector.Metrics, metric =>
        {
            Assert.Equal("bookedbarber-api", metric.Resource["service.name"]);
            Assert.Matches(@"^\d+\.\d+\.\d+", metric.Resource["service.version"]);
            Assert.NotEqual("", metric.Resource["service.instance.id"]);
        });
    }

    [PostgresFact]
    public async Task Probes_and_scrapes_are_not_traced()
    {
        (await Api.Anonymous.GetAsync("/health/ready")).Expect(200);
        (await Api.Anonymous.GetAsync("/metrics")).Expect(200);
        (await Api.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);

        await ArrivesAsync("a later request", span => span.Name == "GET /v1/shops/{shop}");
        Assert.DoesNotContain(
            Collector.Spans,
            span => span.Name.StartsWith("GET", StringComparison.Ordinal)
                && (span.Name.Contains("/health") || span.Name.Contains("/metrics")));
    }

    // A runtime may have spans of its own in between.
    private async Task IsBelowAsync(CollectedSpan span, CollectedSpan above)
    {
        while (span.ParentId != above.Id)
        {
            Assert.NotEqual("", span.ParentId);
            var parent = span.ParentId;
            span = await ArrivesAsync($"the span above {span.Name}", other => other.Id == parent);
            Assert.Equal(above.TraceId, span.TraceId);
        }
    }

    private async Task<CollectedSpan> ArrivesAsync(string what, Func<CollectedSpan, bool> isIt)
    {
        await Eventually.HoldsAsync($"{what} has arrived", () => Collector.Spans.Any(isIt));
        return Collector.Spans.First(isIt);
    }
}
