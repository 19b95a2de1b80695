namespace BookedBarber.Bench.Report;

/// <summary>What is said of a few numbers.</summary>
internal static class Statistics
{
    public static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
