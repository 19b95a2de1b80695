using System.Diagnostics;
using System.Globalization;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>Many seeds, on all processors.</summary>
internal static class Campaign
{
    private const int Reports = 3;

    /// <summary>As asked for on the command line; 0 when all was well, 1 when something was not, 2 for a mistake.</summary>
    public static int Run(string[] args)
    {
        if (!TryRead(args, out var seed, out var count, out var minutes))
        {
            Console.Error.WriteLine("usage: [--seed <first seed>] [--count <seeds>] [--minutes <at most>]");
            return 2;
        }

        if (count == 1)
        {
            var one = SimulatedRun.Play(seed, Subject.Real);
            Console.Write(one.History);
            return one.Violation is null ? 0 : 1;
        }

        var summary = Play(seed, count, Subject.Real, TimeSpan.FromMinutes(minutes));
        Console.WriteLine(summary);
        foreach (var failure in summary.Failures)
        {
            Console.WriteLine($"seed {failure.Seed}: {failure.Violation!.Split('\n')[0]}");
        }

        foreach (var failure in summary.Failures.Take(Reports))
        {
            Console.WriteLine(Shrinker.Report(failure, Subject.Real));
        }

        return summary.Failures.Count == 0 ? 0 : 1;
    }

    /// <summary>Plays seeds one after the other, as far as time allows.</summary>
    public static Summary Play(
        ulong firstSeed, int count, Subject subject, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        var failures = new List<RunResult>();
        var gate = new Lock();
        long requests = 0, simulatedTicks = 0;
        var seeds = 0;
        Parallel.For(0, count, (index, loop) =>
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                loop.Stop();
                return;
            }

            var result = SimulatedRun.Play(firstSeed + (ulong)index, subject);
            lock (gate)
            {
                seeds++;
                requests += result.Requests;
                simulatedTicks += result.Simulated.Ticks;
                if (result.Violation is not null)
                {
                    failures.Add(result);
                }
            }
        });
        return new Summary(
            firstSeed, seeds, requests, TimeSpan.FromTicks(simulatedTicks), Stopwatch.GetElapsedTime(started),
            [.. failures.OrderBy(failure => failure.Seed)]);
    }

    private static bool TryRead(string[] args, out ulong seed, out int count, out double minutes)
    {
        (seed, count, minutes) = (1, 1, 24 * 60);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var isRead = args[i] switch
            {
                "--seed" => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed),
                "--count" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0,
                "--minutes" => double.TryParse(value, CultureInfo.InvariantCulture, out minutes) && minutes > 0,
                _ => false,
            };
            if (!isRead)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>What became of many seeds.</summary>
internal sealed record Summary(
    ulong FirstSeed, int Seeds, long Requests, TimeSpan Simulated, TimeSpan Took, IReadOnlyList<RunResult> Failures)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seeds} seeds from {FirstSeed}: {Failures.Count} failed; {Simulated.TotalDays:F1} simulated days and "
        + $"{Requests} requests in {Took.TotalSeconds:F0} s: {Simulated.TotalDays / Took.TotalSeconds:F2} days/s, "
        + $"{Requests / Took.TotalSeconds:F0} requests/s");
}
