namespace BookedBarber.Load.Tests;

/// <summary>What executes scripts where k6 is not there.</summary>
internal static class StandIn
{
    private const string Missing = "node is not on PATH (Debian: nodejs).";

    private static readonly string? Node = Programs.Find("node");

    /// <summary>Why tests with it are skipped, or null when they run.</summary>
    public static string? SkipReason => Programs.MustBeThere || Node is not null ? null : Missing;

    /// <summary>Runs a script for a few iterations.</summary>
    public static Task<(int ExitCode, string Said)> RunAsync(
        string script, int vus, int iterations, params (string Name, string Value)[] settings) => Command.RunAsync(
            LoadDirectory.Root,
            settings,
            Node ?? throw new InvalidOperationException(Missing),
            LoadDirectory.PathTo("stand-in", "run.mjs"),
            "--vus",
            $"{vus}",
            "--iterations",
            $"{iterations}",
            script);
}

/// <summary>A theory that needs node: without it, skipped on a laptop and failed in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public StandInTheoryAttribute() => Skip = StandIn.SkipReason;
}

/// <summary>As <see cref="StandInTheoryAttribute"/>, for a fact.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public StandInFactAttribute() => Skip = StandIn.SkipReason;
}
