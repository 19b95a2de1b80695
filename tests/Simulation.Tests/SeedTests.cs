using System.Diagnostics;
using System.Globalization;
using BookedBarber.Simulation.Tests.Runs;
using Xunit.Abstractions;

namespace BookedBarber.Simulation.Tests;

public sealed class SeedTests(ITestOutputHelper output)
{
    private const int Fresh = 2_000;

    private static readonly TimeSpan NoLimit = TimeSpan.MaxValue;

    [Fact]
    public void Seeds_that_nobody_has_tried_keep_every_promise()
    {
        var first = (ulong)Stopwatch.GetTimestamp() * (ulong)Environment.ProcessId;

        var summary = Campaign.Play(first, Fresh, Subject.Real, NoLimit);

        output.WriteLine(summary.ToString());
        Assert.True(summary.Failures.Count == 0, Report(summary));
        Assert.Equal(Fresh, summary.Seeds);
    }

    [Fact]
    public void Seeds_that_failed_once_do_not_fail_again()
    {
        foreach (var seed in FailedSeeds())
        {
            var run = SimulatedRun.Play(seed, Subject.Real);
            Assert.True(run.Violation is null, run.History);
        }
    }

    private static string Report(Summary summary) => summary.Failures.Count == 0
        ? ""
        : $"{summary}\n{Shrinker.Report(summary.Failures[0], Subject.Real)}";

    private static List<ulong> FailedSeeds()
    {
        using var stream = typeof(SeedTests).Assembly.GetManifestResourceStream("failed-seeds.txt")!;
        using var text = new StreamReader(stream);
        return
        [
            .. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith('#'))
                .Select(line => ulong.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)),
        ];
    }
}
