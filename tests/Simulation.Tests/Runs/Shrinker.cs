using System.Text;
using BookedBarber.Simulation.Tests.Plans;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>
/// Makes a plan that fails smaller, for as long as it still fails in the same way (Zeller and Hildebrandt, "Simplifying
/// and Isolating Failure-Inducing Input", IEEE TSE 2002).
/// </summary>
internal static class Shrinker
{
    // A plan that has lost an item plays out in another order, so each is tried with some.
    private const int Orders = 4;

    /// <summary>The seed, what went wrong, and the shortest history that was found.</summary>
    public static string Report(RunResult failure, Subject subject)
    {
        var shortest = Shrink(failure, subject);
        var report = new StringBuilder();
        report.AppendLine($"seed {failure.Seed}: {failure.Violation}");
        report.AppendLine($"{failure.Plan.Items.Count} items, of which {shortest.Plan.Items.Count} are needed "
            + $"(with the order of seed {shortest.Seed}): {shortest.Violation}");
        foreach (var item in shortest.Plan.Items)
        {
            report.AppendLine($"  {item}");
        }

        return report.Append(shortest.History).ToString();
    }

    /// <summary>The smallest failing run that was found.</summary>
    public static RunResult Shrink(RunResult failure, Subject subject)
    {
        for (var size = Math.Max(1, failure.Plan.Items.Count / 2); size >= 1;)
        {
            if (Smaller(failure, size, subject) is { } smaller)
            {
                failure = smaller;
                size = Math.Min(size, Math.Max(1, failure.Plan.Items.Count / 2));
            }
            else
            {
                size /= 2;
            }
        }

        return failure;
    }

    private static RunResult? Smaller(RunResult failure, int size, Subject subject)
    {
        for (var from = 0; from < failure.Plan.Items.Count; from += size)
        {
            var rest = failure.Plan.Items.Where((_, index) => index < from || index >= from + size).ToList();
            if (rest.Count == failure.Plan.Items.Count)
            {
                continue;
            }

            for (var order = 0; order < Orders; order++)
            {
                var seed = order == 0 ? failure.Seed : new Randomness(failure.Seed).Split((ulong)order).Next();
                var smaller = SimulatedRun.Play(seed, failure.Plan with { Items = rest }, subject);
                if (smaller.Violation is not null && Kind(smaller) == Kind(failure))
                {
                    return smaller;
                }
            }
        }

        return null;
    }

    private static string Kind(RunResult failure) => failure.Violation!.Split(':')[0];
}
