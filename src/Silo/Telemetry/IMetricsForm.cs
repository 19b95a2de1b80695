using OpenTelemetry.Metrics;

namespace BookedBarber.Silo.Telemetry;

/// <summary>A form into which metrics are brought.</summary>
internal interface IMetricsForm
{
    /// <summary>Adds a metric with all its points, which are valid until this returns.</summary>
    void Add(Metric metric);
}
