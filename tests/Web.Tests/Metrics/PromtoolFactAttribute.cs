using System.Diagnostics;
using BookedBarber.TestKit;

namespace BookedBarber.Web.Tests.Metrics;

/// <summary>A test that needs Prometheus' own checker: without it, skipped on a laptop and failed in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromtoolFactAttribute : FactAttribute
{
    private const string Missing = "promtool is not on PATH (Debian: prometheus).";

    private static readonly string? Promtool = Programs.Find("promtool");

    /// <summary>Decides whether the test can run here.</summary>
    public PromtoolFactAttribute() =>
        Skip = Promtool is null && !Programs.MustBeThere ? Missing : PostgresAvailability.SkipReason;

    /// <summary>What <c>promtool check metrics</c> says of a text.</summary>
    internal static async Task<(int ExitCode, string Said)> CheckMetricsAsync(string text)
    {
        using var process = Process.Start(new ProcessStartInfo(Promtool ?? throw new InvalidOperationException(Missing))
        {
            ArgumentList = { "check", "metrics" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
