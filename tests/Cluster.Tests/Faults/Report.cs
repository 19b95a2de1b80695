using BookedBarber.Cluster.Tests.Checking;
using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>What the runs came to, in a file beside the tests: cluster-report.txt.</summary>
internal static class Report
{
    private static readonly string FilePath = Path.Combine(AppContext.BaseDirectory, "cluster-report.txt");
    private static bool _isBegun;

    public static async Task AddAsync(
        string name,
        History history,
        IReadOnlyList<Violation> violations,
        IReadOnlyList<string> schedule,
        IReadOnlyList<TimeSpan> recoveries)
    {
        if (!_isBegun)
        {
            await File.WriteAllTextAsync(
                FilePath, $"seed {Settings.Seed}, {Settings.Duration.TotalSeconds} s a fault\n");
            _isBegun = true;
        }

        var operations = history.Operations;
        var attempts = operations.SelectMany(operation => operation.Attempts).ToList();
        var booked = operations.Count(operation => operation is { Wish.What: Asked.Book, Grant: not null });
        await File.AppendAllLinesAsync(FilePath,
        [
            "",
            name,
            $"  requests {attempts.Count}: granted {attempts.Count(one => one.IsGranted)}, "
                + $"refused {attempts.Count(one => one.IsRefused)}, "
                + $"503 {attempts.Count(one => one.Status == 503)}, "
                + $"no answer {attempts.Count(one => one.Status is null)}",
            $"  wishes {operations.Count}, of which never answered {operations.Count(one => one.IsUnknown)}; "
                + $"longest {operations.Max(one => (one.Ended - one.Began).TotalSeconds):0.0} s",
            $"  bookings acknowledged {booked}, lost {Count(Fault.Lost)}, doubled {Count(Fault.Overlap)}, "
                + $"other violations {violations.Count - Count(Fault.Lost) - Count(Fault.Overlap)}",
            .. Recoveries(),
            .. schedule,
        ]);

        int Count(Fault fault) => violations.Count(violation => violation.Fault == fault);

        IEnumerable<string> Recoveries()
        {
            if (recoveries.Count > 0)
            {
                var sorted = recoveries.Order().ToList();
                yield return $"  from a fault to the next booking of a barber who was there: "
                    + $"median {sorted[sorted.Count / 2].TotalSeconds:0.0} s, worst {sorted[^1].TotalSeconds:0.0} s";
            }
        }
    }
}
