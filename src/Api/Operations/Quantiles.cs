using BookedBarber.Silo.Operations;

namespace BookedBarber.Api.Operations;

/// <summary>What can be said of observations that were counted in buckets.</summary>
internal static class Quantiles
{
    /// <summary>
    /// The value that a share of the observations does not exceed, as if they lay evenly in their bucket; null when
    /// there are none. What is beyond all bounds counts as the last of them.
    /// </summary>
    public static double? Quantile(this HistogramFigures? histogram, double share)
    {
        if (histogram is null || histogram.Counts.Sum() is not (> 0 and var count))
        {
            return null;
        }

        var rank = share * count;
        var below = 0.0;
        for (var bucket = 0; bucket < histogram.Bounds.Count; bucket++)
        {
            var within = histogram.Counts[bucket];
            if (within > 0 && below + within >= rank)
            {
                var from = bucket == 0 ? 0 : histogram.Bounds[bucket - 1];
                return from + ((histogram.Bounds[bucket] - from) * (rank - below) / within);
            }

            below += within;
        }

        return histogram.Bounds.Count == 0 ? null : histogram.Bounds[^1];
    }

    /// <summary>As <see cref="Quantile"/>, from seconds to milliseconds.</summary>
    public static double? Milliseconds(this HistogramFigures? histogram, double share) =>
        histogram.Quantile(share) * 1_000;

    /// <summary>The average; null when there are no observations.</summary>
    public static double? Average(this HistogramFigures? histogram) =>
        histogram is not null && histogram.Counts.Sum() is > 0 and var count ? histogram.Sum / count : null;
}
