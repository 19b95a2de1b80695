using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BookedBarber.Silo.Telemetry;

/// <summary>Where OpenTelemetry's SDK hands over what it has collected; it is asked, it does not push.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    /// <summary>Set by the reader: collects and calls <see cref="Export"/> before it returns.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>What the last collection found. Whoever collects reads it before the next may collect.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new PrometheusText();
        foreach (var metric in batch)
        {
            text.Add(metric);
        }

        Text = text.ToUtf8();
        return ExportResult.Success;
    }
}
