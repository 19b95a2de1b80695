using BookedBarber.Bench.Generator;

namespace BookedBarber.Bench.Report;

/// <summary>What goes to the console.</summary>
internal static class Table
{
    public static void WriteRound(int round, string name, LoadResult result)
    {
        var statuses = string.Join(' ', result.Statuses.Select(status => $"{status.Value}×{status.Key}"));
        Write($"round {round}  {name,-26} {result.PerSecond,9:N0}/s  {result.Elapsed.TotalMilliseconds,7:N0} ms  "
            + $"p50 {result.All.PercentileMs(0.5):0.00}  p99 {result.All.PercentileMs(0.99):0.00}  {statuses}");
    }

    /// <summary>Medians of the rounds; what is called <paramref name="unit"/> is counted per second.</summary>
    public static void WriteMedians(
        string unit,
        IEnumerable<Standing> standings,
        Func<Standing, double> perSecond,
        Func<LoadResult, Latencies> latencies,
        bool withServerTime = true)
    {
        var header = withServerTime ? "server µs/request" : "";
        Console.WriteLine();
        Write($"{"medians",-28}{unit + "/s",14}{"p50 ms",10}{"p99 ms",10}{"max ms",10}{header,20}");
        foreach (var standing in standings)
        {
            var microseconds = standing.Median(result => result.ServerMicroseconds);
            Write($"{standing.Name,-28}{perSecond(standing),14:N0}"
                + $"{standing.Median(result => latencies(result).PercentileMs(0.5)),10:0.00}"
                + $"{standing.Median(result => latencies(result).PercentileMs(0.99)),10:0.00}"
                + $"{standing.Median(result => latencies(result).MaxMs),10:0.00}"
                + (withServerTime ? $"{microseconds,20:0.0}" : ""));
        }
    }

    /// <summary>The ratio of two numbers, and what it should be.</summary>
    public static void WriteRatio(string what, double ours, double theirs, double goal, bool atMost = false)
    {
        var ratio = ours / theirs;
        var reached = atMost ? ratio <= goal : ratio >= goal;
        Write($"ratio  {what,-52} {ratio,8:0.00}×   goal {(atMost ? "≤" : "≥")} {goal}×   "
            + (reached ? "yes" : "NO"));
    }

    public static void Write(string text) =>
        Console.WriteLine(text);
}
