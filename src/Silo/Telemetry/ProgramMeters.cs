using OpenTelemetry.Metrics;

namespace BookedBarber.Silo.Telemetry;

/// <summary>Whose metrics are collected, and what those are called that others have named.</summary>
internal static class ProgramMeters
{
    private static readonly string[] Meters =
    [
        "BookedBarber.*",
        "Microsoft.AspNetCore.*",
        "Microsoft.Orleans",
        "Npgsql",
        "System.Runtime",
    ];

    /// <summary>Listens to the meters of this program and of what it is made of.</summary>
    public static MeterProviderBuilder AddProgramMeters(this MeterProviderBuilder metrics) => metrics
        .AddMeter(Meters)
        .AddView("orleans-catalog-activations", new MetricStreamConfiguration
        {
            Description = "Grains that are active in this process.",
        })
        .AddView("orleans-messaging-processing-activation-data", new MetricStreamConfiguration
        {
            Name = "bookedbarber.grains.queue.length",
            Description = "Calls that have arrived at a grain of this process and not ended, running or waiting.",
        });
}
