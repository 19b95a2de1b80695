using System.Diagnostics;

namespace BookedBarber.Deploy.Tests;

/// <summary>A program that a test needs: without it, the test is skipped on a laptop and fails in CI.</summary>
internal static class Requirement
{
    private static readonly bool MustBeThere =
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when a command succeeds or has to; otherwise why its tests are skipped.</summary>
    public static string? SkipReason(string missing, string program, params string[] arguments) =>
        MustBeThere || Succeeds(program, arguments) ? null : missing;

    private static bool Succeeds(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            return process.WaitForExit(TimeSpan.FromSeconds(20)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
