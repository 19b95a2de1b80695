using System.Globalization;
using BookedBarber.Grains.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace BookedBarber.Silo.Telemetry;

/// <summary><c>GET /metrics</c> for Prometheus.</summary>
public static class MetricsEndpoints
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Maps <c>/metrics</c>, and begins to collect.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        // A measurement that nobody listens to is lost: the listeners come before whoever measures. There is a
        // provider only where metrics are pushed as well, and barbers are only where grains are hosted.
        _ = app.ServiceProvider.GetRequiredService<MetricsScraper>();
        _ = app.ServiceProvider.GetService<MeterProvider>();
        _ = app.ServiceProvider.GetRequiredService<ProgramInstruments>();
        app.ServiceProvider.GetService<BarberInstruments>()?.BeginAtZero();
        app.MapGet("/metrics", SendAsync).DisableHttpMetrics().ExcludeFromDescription();
    }

    private static async Task SendAsync(HttpContext context, MetricsScraper scraper)
    {
        if (await scraper.ScrapeAsync(context.RequestAborted) is not { } text)
        {
            await RefuseAsync(context);
            return;
        }

        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = text.Length;
        await context.Response.BodyWriter.WriteAsync(text, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            detail: "The metrics could not be collected in time.",
            statusCode: StatusCodes.Status503ServiceUnavailable,
            extensions: [new("code", ProblemCodes.Unavailable)]).ExecuteAsync(context);
    }
}
