using System.Text.Encodings.Web;
using System.Text.Json;
using BookedBarber.Bench.Generator;
using BookedBarber.Silo.Telemetry;

namespace BookedBarber.Bench.Report;

/// <summary>The findings as JSON: the table, and the rounds that it was made of.</summary>
internal static class FindingsFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task WriteAsync(string path, Findings findings, Machine machine, BenchOptions options) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(
            new
            {
                Date = DateTimeOffset.UtcNow,
                Program = new
                {
                    RunningProgram.Version,
                    Grains = RunningProgram.GrainRuntime,
                    RunningProgram.DotNet,
                    findings.Postgres,
                },
                Machine = machine,
                Options = new
                {
                    options.Scenario,
                    options.Seconds,
                    options.Clients,
                    options.Rounds,
                    options.Shops,
                    WarmUp = options.WarmUpSeconds,
                },
                Rows = findings.Rows.Select(row => new
                {
                    row.What,
                    row.Unit,
                    Ours = Of(row.Ours),
                    Baseline = row.Baseline is { } baseline ? Of(baseline) : null,
                    row.Result,
                    row.Goal,
                    row.Reached,
                }),
                Footnotes = findings.Footnotes.Select(footnote => new
                {
                    footnote.Text,
                    Requests = footnote.Load is { } load ? Of(load) : null,
                }),
            },
            Json) + "\n");

    private static object Of(Measured measured) => new
    {
        measured.Name,
        measured.Median,
        measured.Min,
        measured.Max,
        Rounds = measured.Rounds.Select(round => new
        {
            round.Value,
            Requests = round.Load is { } load ? Of(load) : null,
        }),
    };

    private static object Of(LoadResult load) => new
    {
        ElapsedMs = load.Elapsed.TotalMilliseconds,
        load.PerSecond,
        load.Accepted,
        load.Refused,
        load.Failed,
        load.Statuses,
        P50Ms = load.All.PercentileMs(0.5),
        P99Ms = load.All.PercentileMs(0.99),
        load.All.MaxMs,
        load.ServerMicroseconds,
    };
}
