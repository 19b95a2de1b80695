using BookedBarber.Bench.Report;

namespace BookedBarber.Bench.Scenarios;

/// <summary>All scenarios that a goal was set for, one after the other, in one table.</summary>
internal static class RatioTable
{
    private static readonly Func<BenchOptions, Task<Findings>>[] Scenarios =
        [Availability.RunAsync, Bookings.RunAsync, Mix.RunAsync, Stampede.RunAsync, FirstAnswer.RunAsync];

    public static async Task<Findings> RunAsync(BenchOptions options)
    {
        var all = new List<Findings>();
        foreach (var runAsync in Scenarios)
        {
            all.Add(await runAsync(options));
        }

        return Findings.Together(all);
    }
}
