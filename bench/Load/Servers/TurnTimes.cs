using System.Globalization;
using System.Text.RegularExpressions;

namespace BookedBarber.Bench.Servers;

/// <summary>How long the turns of a silo's grains took, as its <c>/metrics</c> tells.</summary>
/// <param name="Counts">Turns of at most so many seconds, by that bound.</param>
internal sealed partial record TurnTimes(SortedDictionary<double, double> Counts)
{
    public static async Task<TurnTimes> ReadAsync(ServerProcess silo)
    {
        var counts = new SortedDictionary<double, double>();
        foreach (Match bucket in Bucket().Matches(await silo.Http.GetStringAsync("/metrics", Interruption.Token)))
        {
            var bound = bucket.Groups["bound"].Value is "+Inf"
                ? double.PositiveInfinity
                : double.Parse(bucket.Groups["bound"].Value, CultureInfo.InvariantCulture);
            counts[bound] = counts.GetValueOrDefault(bound)
                + double.Parse(bucket.Groups["count"].Value, CultureInfo.InvariantCulture);
        }

        return new TurnTimes(counts);
    }

    /// <summary>The turns between two readings.</summary>
    public TurnTimes Since(TurnTimes before) => new(new SortedDictionary<double, double>(
        Counts.ToDictionary(one => one.Key, one => one.Value - before.Counts.GetValueOrDefault(one.Key))));

    /// <summary>As Prometheus' <c>histogram_quantile</c> has it: in its bucket by proportion.</summary>
    public double Quantile(double share)
    {
        var wanted = share * Counts[double.PositiveInfinity];
        var (lower, below) = (0.0, 0.0);
        foreach (var (bound, count) in Counts)
        {
            if (count >= wanted)
            {
                return double.IsPositiveInfinity(bound) ? lower : lower + ((bound - lower) * (wanted - below) / (count - below));
            }

            (lower, below) = (bound, count);
        }

        throw new InvalidOperationException("There were no turns.");
    }

    [GeneratedRegex("""^bookedbarber_grains_turn_duration_seconds_bucket\{.*le="(?<bound>[^"]+)".*\} (?<count>\S+)""", RegexOptions.Multiline)]
    private static partial Regex Bucket();
}
