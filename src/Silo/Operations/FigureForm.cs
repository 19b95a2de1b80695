using System.Globalization;
using BookedBarber.Silo.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BookedBarber.Silo.Operations;

/// <summary>Brings those metrics that operators look at into the form of figures.</summary>
internal sealed class FigureForm : IMetricsForm
{
    // Kinds of grains that Orleans has for itself.
    private const string OfOrleans = "sys.";

    /// <summary>What was counted.</summary>
    public Dictionary<string, long> Counters { get; } = [];

    /// <summary>What goes up and down.</summary>
    public Dictionary<string, long> Gauges { get; } = [];

    /// <summary>How long things took.</summary>
    public Dictionary<string, HistogramFigures> Histograms { get; } = [];

    /// <inheritdoc/>
    public void Add(Metric metric)
    {
        if (!FigureNames.Instruments.TryGetValue(metric.Name, out var known))
        {
            return;
        }

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var label = known.Label is null ? "" : LabelOf(point.Tags, known.Label);
            if (label.StartsWith(OfOrleans, StringComparison.Ordinal))
            {
                continue;
            }

            Add(metric.MetricType, $"{known.Name}{label}", point);
        }
    }

    private void Add(MetricType type, string name, in MetricPoint point)
    {
        switch (type)
        {
            case MetricType.LongSum:
                Counters[name] = Counters.GetValueOrDefault(name) + point.GetSumLong();
                break;
            case MetricType.LongSumNonMonotonic:
                Gauges[name] = Gauges.GetValueOrDefault(name) + point.GetSumLong();
                break;
            case MetricType.LongGauge:
                Gauges[name] = Gauges.GetValueOrDefault(name) + point.GetGaugeLastValueLong();
                break;
            case MetricType.Histogram:
                Histograms[name] = Read(point);
                break;
        }
    }

    private static HistogramFigures Read(in MetricPoint point)
    {
        List<double> bounds = [];
        List<long> counts = [];
        foreach (var bucket in point.GetHistogramBuckets())
        {
            if (!double.IsPositiveInfinity(bucket.ExplicitBound))
            {
                bounds.Add(bucket.ExplicitBound);
            }

            counts.Add(bucket.BucketCount);
        }

        return new HistogramFigures(bounds, counts, point.GetHistogramSum());
    }

    private static string LabelOf(ReadOnlyTagCollection tags, string label)
    {
        foreach (var (key, value) in tags)
        {
            if (PrometheusName.OfLabel(key) == label)
            {
                return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            }
        }

        return "";
    }
}
