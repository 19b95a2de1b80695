using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BookedBarber.Silo.Telemetry;

/// <summary>Where OpenTelemetry's SDK hands over what it has collected; it is asked, it does not push.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PullExporter : BaseExporter<Metric>, IPullMetricExporter
{
    /// <summary>Set by the reader: collects and calls <see cref="Export"/> before it returns.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>What the next collection fills. Whoever collects sets it, and nobody else may collect then.</summary>
    public IMetricsForm? Form { get; set; }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            Form?.Add(metric);
        }

        return ExportResult.Success;
    }
}
