using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BookedBarber.Silo.Telemetry;

/// <summary>What a program tells of itself: metrics, traces and logs.</summary>
public static class TelemetryHosting
{
    // OpenTelemetry's own variable; its others (protocol, headers, intervals, sampler) are read by the SDK.
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] TraceSources =
    [
        "BookedBarber.*",
        "Microsoft.Orleans.Application",
        "Microsoft.Orleans.Runtime",
        "Npgsql",
    ];

    /// <summary>
    /// Adds what collects metrics, the console's format, and the export of metrics and traces by OTLP where
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says to whom. Comes before the grains, whose runtime asks for settings when
    /// it is added.
    /// </summary>
    /// <param name="builder">The program.</param>
    /// <param name="serviceName">What its metrics and traces call it: <c>service.name</c>.</param>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string serviceName)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<MetricsScraper>().AddSingleton<ProgramInstruments>();
        builder.Logging.AddProgramConsole(builder.Environment);
        if (!string.IsNullOrWhiteSpace(builder.Configuration[OtlpEndpoint]))
        {
            builder.AddExport(serviceName);
        }
    }

    private static void AddExport(this IHostApplicationBuilder builder, string serviceName)
    {
        // Orleans passes a trace on with its messages only when it is told to.
        builder.Configuration["Orleans:EnableDistributedTracing"] = bool.TrueString;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName, serviceVersion: RunningProgram.Version))
            .WithMetrics(metrics => metrics.AddProgramMeters().AddOtlpExporter())
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.Filter = IsOfInterest)
                .AddSource(TraceSources)
                .AddOtlpExporter());
    }

    // What probes and Prometheus ask every few seconds would bury the rest.
    private static bool IsOfInterest(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/metrics");
}
