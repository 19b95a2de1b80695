using BookedBarber.Bench.Generator;
using BookedBarber.Silo.Telemetry;

namespace BookedBarber.Bench.Report;

/// <summary>What goes to the console.</summary>
internal static class Table
{
    public static void WriteRound(int round, string name, LoadResult result)
    {
        var statuses = string.Join(' ', result.Statuses.Select(status => $"{status.Value}×{status.Key}"));
        var broken = result.Broken > 0 ? $" {result.Broken}×no answer" : "";
        Write($"round {round}  {name,-26} {result.PerSecond,9:N0}/s  {result.Elapsed.TotalMilliseconds,7:N0} ms  "
            + $"p50 {result.All.PercentileMs(0.5):0.00}  p99 {result.All.PercentileMs(0.99):0.00}  {statuses}{broken}");
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

    /// <summary>The table: medians of the rounds with their spread, and how they compare.</summary>
    public static void WriteFindings(Findings findings, Machine machine)
    {
        Write("");
        Write($"BookedBarber {RunningProgram.Version}, grains on {RunningProgram.GrainRuntime}, "
            + $"{RunningProgram.DotNet}, PostgreSQL {findings.Postgres}");
        Write($"{machine.Cores} cores ({machine.Processor}), {machine.MemoryBytes / 1024.0 / 1024 / 1024:0.0} GiB, "
            + machine.System);
        Write("");
        Write($"{"median (min–max of rounds)",-58}{"ours",30}{"baseline",30}{"result",10}{"goal",9}  reached");
        foreach (var row in findings.Rows)
        {
            var sign = row.Baseline is null ? "" : "×";
            var goal = row.Goal is { } bound ? $"{(bound.AtMost ? "≤" : "≥")} {bound.Bound}{sign}" : "–";
            var reached = row.Reached switch { true => "yes", false => "NO", _ => "–" };
            Write($"{$"{row.What}, {row.Unit}",-58}{Spread(row.Ours),30}{Spread(row.Baseline),30}"
                + $"{Number(row.Result) + sign,10}{goal,9}  {reached}");
        }

        WriteAnswers(findings);
        foreach (var footnote in findings.Footnotes)
        {
            Write($"* {footnote.Text}");
        }
    }

    public static void Write(string text) =>
        Console.WriteLine(text);

    private static void WriteAnswers(Findings findings)
    {
        var asked = findings.Rows
            .SelectMany(row => new[] { row.Ours, row.Baseline }, (row, measured) => (row, measured))
            .Where(one => one.measured?.Rounds.All(round => round.Load is not null) == true)
            .DistinctBy(one => one.measured!.Rounds[0].Load)
            .ToList();
        Write("");
        if (asked.Count == 0)
        {
            return;
        }

        Write($"{"answers in all rounds",-86}{"accepted",12}{"refused",12}{"failed",9}{"p50 ms",10}{"p99 ms",10}");
        foreach (var (row, measured) in asked)
        {
            var loads = measured!.Rounds.Select(round => round.Load!).ToList();
            Write($"{$"{row.What}: {measured.Name}",-86}{loads.Sum(load => load.Accepted),12:N0}"
                + $"{loads.Sum(load => load.Refused),12:N0}{loads.Sum(load => load.Failed),9:N0}"
                + $"{Statistics.Median(loads.Select(load => load.All.PercentileMs(0.5))),10:0.00}"
                + $"{Statistics.Median(loads.Select(load => load.All.PercentileMs(0.99))),10:0.00}");
        }

        Write("");
    }

    private static string Spread(Measured? measured) => measured is null
        ? "–"
        : $"{Number(measured.Median)} ({Number(measured.Min)}–{Number(measured.Max)})";

    private static string Number(double value) => value.ToString(value < 100 ? "0.00" : "N0");
}
