using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Web.Tests.Telemetry;

/// <summary>A span, as far as tests look at it.</summary>
internal sealed record CollectedSpan(
    string Service, string Name, string TraceId, string Id, string ParentId, IReadOnlyList<string> LinkedTraces);

/// <summary>Takes what is sent by OTLP over HTTP, as protobuf (opentelemetry-proto, version 1).</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<CollectedSpan> _spans = new();
    private readonly ConcurrentQueue<(string Metric, IReadOnlyDictionary<string, string> Resource)> _metrics = new();

    private OtlpCollector(WebApplication app) => _app = app;

    /// <summary>Where to send to.</summary>
    public string Endpoint => _app.Urls.Single();

    /// <summary>The spans that have come.</summary>
    public IReadOnlyCollection<CollectedSpan> Spans => _spans;

    /// <summary>The names of metrics that have come, and what they said of where they come from.</summary>
    public IReadOnlyCollection<(string Metric, IReadOnlyDictionary<string, string> Resource)> Metrics => _metrics;

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new OtlpCollector(builder.Build());
        collector._app.MapPost("/v1/traces", context => TakeAsync(context, collector.TakeSpans));
        collector._app.MapPost("/v1/metrics", context => TakeAsync(context, collector.TakeMetrics));
        await collector._app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task TakeAsync(HttpContext context, Action<ProtobufMessage, Dictionary<string, string>> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        foreach (var ofResource in new ProtobufMessage(body.ToArray()).All(1))
        {
            var attributes = ofResource.All(1).Single().All(1).ToDictionary(
                attribute => attribute.Text(1), attribute => attribute.All(2).Single().Text(1));
            foreach (var ofScope in ofResource.All(2))
            {
                take(ofScope, attributes);
            }
        }

        context.Response.ContentType = "application/x-protobuf";
    }

    private void TakeSpans(ProtobufMessage ofScope, Dictionary<string, string> resource)
    {
        foreach (var span in ofScope.All(2))
        {
            _spans.Enqueue(new CollectedSpan(
                resource["service.name"],
                span.Text(5),
                span.Hex(1),
                span.Hex(2),
                span.Hex(4),
                [.. span.All(13).Select(link => link.Hex(1))]));
        }
    }

    private void TakeMetrics(ProtobufMessage ofScope, Dictionary<string, string> resource)
    {
        foreach (var metric in ofScope.All(2))
        {
            _metrics.Enqueue((metric.Text(1), resource));
        }
    }
}
