namespace BookedBarber.Load.Tests;

/// <summary>k6 where it is there, and the stand-in elsewhere.</summary>
internal static class K6
{
    private static readonly string? Program = Programs.Find("k6");

    /// <summary>Why tests with it are skipped, or null when they run.</summary>
    public static string? SkipReason =>
        PostgresAvailability.SkipReason ?? (Program is null ? StandIn.SkipReason : null);

    /// <summary>Runs a script for a few iterations.</summary>
    public static Task<(int ExitCode, string Said)> RunAsync(
        string script, int vus, int iterations, params (string Name, string Value)[] settings) => Program is null
        ? StandIn.RunAsync(script, vus, iterations, settings)
        : Command.RunAsync(
            LoadDirectory.Root,
            settings,
            Program,
            "run",
            "--quiet",
            "--vus",
            $"{vus}",
            "--iterations",
            $"{iterations}",
            script);
}

/// <summary>
/// A theory that runs scripts against the program: without what that takes, skipped on a laptop and failed in CI.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class K6TheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public K6TheoryAttribute() => Skip = K6.SkipReason;
}
