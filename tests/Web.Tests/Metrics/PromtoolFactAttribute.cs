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

    /// <summary>What promtool says when it is run like this, in the folder of the rules.</summary>
    internal static async Task<(int ExitCode, string Said)> RunAsync(string input, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Promtool ?? throw new InvalidOperationException(Missing), arguments)
            {
                WorkingDirectory = OperationsFiles.RulesPath,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
