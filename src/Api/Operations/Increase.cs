using BookedBarber.Silo.Operations;

namespace BookedBarber.Api.Operations;

/// <summary>By how much the figures of one process rose between two of its reports, or those of several.</summary>
internal sealed class Increase
{
    /// <summary>Nothing.</summary>
    public static Increase None { get; } = new();

    /// <summary>What was counted.</summary>
    public Dictionary<string, long> Counters { get; } = [];

    /// <summary>What was counted, per second.</summary>
    public Dictionary<string, double> Rates { get; } = [];

    /// <summary>What was observed.</summary>
    public Dictionary<string, HistogramFigures> Histograms { get; } = [];

    /// <summary>From one report to the next; from nothing, when there was none before.</summary>
    public static Increase Between(ProcessFigures? before, ProcessFigures after)
    {
        var increase = new Increase();
        var seconds = after.Seconds - (before?.Seconds ?? 0);
        foreach (var (name, value) in after.Counters)
        {
            var risen = Math.Max(0, value - (before?.Counters.GetValueOrDefault(name) ?? 0));
            increase.Counters[name] = risen;
            increase.Rates[name] = risen / seconds;
        }

        foreach (var (name, value) in after.Histograms)
        {
            var risen = Subtract(value, before?.Histograms.GetValueOrDefault(name));
            increase.Histograms[name] = risen;
            increase.Rates[name] = risen.Counts.Sum() / seconds;
        }

        return increase;
    }

    /// <summary>Adds that of another process.</summary>
    public void Add(Increase other)
    {
        foreach (var (name, value) in other.Counters)
        {
            Counters[name] = Counters.GetValueOrDefault(name) + value;
        }

        foreach (var (name, value) in other.Rates)
        {
            Rates[name] = Rates.GetValueOrDefault(name) + value;
        }

        foreach (var (name, value) in other.Histograms)
        {
            Histograms[name] = Histograms.TryGetValue(name, out var sum) ? Sum(sum, value) : value;
        }
    }

    /// <summary>The sum of all histograms whose names begin like this; null when there are none.</summary>
    public HistogramFigures? All(string prefix) => Histograms
        .Where(histogram => histogram.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(histogram => histogram.Value)
        .Aggregate((HistogramFigures?)null, (sum, one) => sum is null ? one : Sum(sum, one));

    // Programs of two versions may count in other buckets: then the first is what one sees.
    private static HistogramFigures Sum(HistogramFigures one, HistogramFigures other) =>
        one.Bounds.SequenceEqual(other.Bounds)
            ? new HistogramFigures(
                one.Bounds, [.. one.Counts.Zip(other.Counts, (left, right) => left + right)], one.Sum + other.Sum)
            : one;

    private static HistogramFigures Subtract(HistogramFigures after, HistogramFigures? before) =>
        before is not null && before.Bounds.SequenceEqual(after.Bounds)
            ? new HistogramFigures(
                after.Bounds,
                [.. after.Counts.Zip(before.Counts, (left, right) => Math.Max(0, left - right))],
                after.Sum - before.Sum)
            : after;
}
