using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BookedBarber.Silo.Telemetry;

/// <summary>
/// Writes metrics in Prometheus' text format, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
/// </summary>
internal sealed class PrometheusText : IMetricsForm
{
    /// <summary>The media type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    // System.Runtime creates these as counters, but they go down as well.
    private static readonly FrozenSet<string> GaugesDeclaredAsCounters =
        FrozenSet.ToFrozenSet(["dotnet.thread_pool.queue.length", "dotnet.thread_pool.thread.count"]);

    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Add(Metric metric)
    {
        if (TypeOf(metric) is not { } type)
        {
            return;
        }

        var name = PrometheusName.Of(metric.Name, metric.Unit, type);
        if (!_families.TryGetValue(name.Text, out var family))
        {
            _families[name.Text] = family = new Family(name.Text, type, HelpOf(metric));
        }

        // Two meters may use one name. A family has one type, and a series appears once: the first to come has it.
        if (family.Type != type)
        {
            return;
        }

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = LabelsOf(point.Tags);
            if (family.Series.Add(labels))
            {
                AddPoint(family, metric.MetricType, point, labels, name.Scale);
            }
        }
    }

    /// <summary>The whole text, families by name.</summary>
    public byte[] ToUtf8()
    {
        var text = new StringBuilder(64 * 1024);
        foreach (var family in _families.Values.Where(family => family.Series.Count > 0))
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(family.Help).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(TypeName(family.Type)).Append('\n');
            text.Append(family.Lines);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AddPoint(Family family, MetricType type, in MetricPoint point, string labels, double scale)
    {
        switch (type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                family.AddLine("", labels, Number(point.GetSumLong(), scale));
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                family.AddLine("", labels, Number(point.GetSumDouble() * scale));
                break;
            case MetricType.LongGauge:
                family.AddLine("", labels, Number(point.GetGaugeLastValueLong(), scale));
                break;
            case MetricType.DoubleGauge:
                family.AddLine("", labels, Number(point.GetGaugeLastValueDouble() * scale));
                break;
            case MetricType.Histogram:
                AddHistogram(family, point, labels, scale);
                break;
        }
    }

    private static void AddHistogram(Family family, in MetricPoint point, string labels, double scale)
    {
        var separator = labels.Length == 0 ? "" : ",";
        long count = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            if (!double.IsPositiveInfinity(bucket.ExplicitBound))
            {
                var bound = Number(bucket.ExplicitBound * scale);
                family.AddLine("_bucket", $"{labels}{separator}le=\"{bound}\"", Number(count, 1));
            }
        }

        // The last bucket, the count and the buckets below must agree, also when there are no bounds at all.
        count = Math.Max(count, point.GetHistogramCount());
        family.AddLine("_bucket", $"{labels}{separator}le=\"+Inf\"", Number(count, 1));
        family.AddLine("_sum", labels, Number(point.GetHistogramSum() * scale));
        family.AddLine("_count", labels, Number(count, 1));
    }

    private static string LabelsOf(ReadOnlyTagCollection tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            var name = PrometheusName.OfLabel(key);
            var text = value is bool flag ? (flag ? "true" : "false")
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

            // Two keys may become one name; OpenTelemetry's rule is to keep both values.
            labels[name] = labels.TryGetValue(name, out var other) ? $"{other};{text}" : text;
        }

        return string.Join(',', labels.Select(label => $"{label.Key}=\"{EscapeValue(label.Value)}\""));
    }

    private static string HelpOf(Metric metric) =>
        (string.IsNullOrWhiteSpace(metric.Description) ? $"{metric.Name} of {metric.MeterName}." : metric.Description)
            .Replace("\\", @"\\", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);

    private static string EscapeValue(string value) => value
        .Replace("\\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Number(long value, double scale) =>
        scale == 1 ? value.ToString(CultureInfo.InvariantCulture) : Number(value * scale);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static PrometheusType? TypeOf(Metric metric) => metric.MetricType switch
    {
        _ when GaugesDeclaredAsCounters.Contains(metric.Name) => PrometheusType.Gauge,
        MetricType.LongSum or MetricType.DoubleSum => PrometheusType.Counter,
        MetricType.Histogram => PrometheusType.Histogram,
        MetricType.ExponentialHistogram => null,
        _ => PrometheusType.Gauge,
    };

    private static string TypeName(PrometheusType type) => type switch
    {
        PrometheusType.Counter => "counter",
        PrometheusType.Histogram => "histogram",
        _ => "gauge",
    };

    private sealed class Family(string name, PrometheusType type, string help)
    {
        public string Name { get; } = name;

        public PrometheusType Type { get; } = type;

        public string Help { get; } = help;

        public HashSet<string> Series { get; } = new(StringComparer.Ordinal);

        public StringBuilder Lines { get; } = new();

        public void AddLine(string suffix, string labels, string value)
        {
            Lines.Append(Name).Append(suffix);
            if (labels.Length > 0)
            {
                Lines.Append('{').Append(labels).Append('}');
            }

            Lines.Append(' ').Append(value).Append('\n');
        }
    }
}
