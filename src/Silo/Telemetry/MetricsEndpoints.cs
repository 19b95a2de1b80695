using BookedBarber.Api.Http;

namespace BookedBarber.Api.Metrics;

/// <summary><c>GET /metrics</c> for Prometheus.</summary>
public static class MetricsEndpoints
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Registers what collects metrics and those that are counted here.</summary>
    public static IServiceCollection AddPrometheusMetrics(this IServiceCollection services) =>
        services.AddSingleton<MetricsScraper>().AddSingleton<ProgramInstruments>().AddSingleton<BookingInstruments>();

    /// <summary>Maps <c>/metrics</c>, and begins to collect.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        // A measurement that nobody listens to is lost: the listener comes before whoever measures.
        _ = app.Services.GetRequiredService<MetricsScraper>();
        _ = app.Services.GetRequiredService<ProgramInstruments>();
        app.Services.GetRequiredService<BookingInstruments>().BeginAtZero();
        app.MapGet("/metrics", SendAsync).DisableHttpMetrics().ExcludeFromDescription();
    }

    private static async Task SendAsync(HttpContext context, MetricsScraper scraper)
    {
        if (await scraper.ScrapeAsync(context.RequestAborted) is not { } text)
        {
            await ApiProblem.Unavailable("The metrics could not be collected in time.", RetryAfterSeconds)
                .ToResult().ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = text.Length;
        await context.Response.BodyWriter.WriteAsync(text, context.RequestAborted);
    }
}
