using System.Text.Json.Nodes;

namespace BookedBarber.Load.Tests;

/// <summary>
/// A test that takes packages from npm's registry: without npm, skipped on a laptop and failed in CI; skipped where the
/// registry does not answer.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmRegistryFactAttribute : FactAttribute
{
    private const string Missing = "npm is not on PATH (Debian: npm).";
    private const string Unreachable = "The registry of npm does not answer.";

    private static readonly Lazy<string?> Reason = new(FindReason);

    /// <summary>Decides whether the test can run here.</summary>
    public NpmRegistryFactAttribute() => Skip = SkipReason;

    /// <summary>Why such tests are skipped, or null when they run.</summary>
    internal static string? SkipReason => Reason.Value;

    /// <summary>Runs npm in a directory.</summary>
    internal static Task<(int ExitCode, string Said)> RunAsync(string directory, params string[] arguments) =>
        Command.RunAsync(
            directory, [], Programs.Find("npm") ?? throw new InvalidOperationException(Missing), arguments);

    private static string? FindReason()
    {
        if (Programs.Find("npm") is null)
        {
            return Programs.MustBeThere ? null : Missing;
        }

        var package = JsonNode.Parse(File.ReadAllText(LoadDirectory.PathTo("package.json")))!;
        var version = (string)package["devDependencies"]!["@types/k6"]!;

        // Attributes cannot wait; there is no synchronization context here that this could block.
        string[] view = ["view", $"@types/k6@{version}", "version", "--fetch-retries=0", "--fetch-timeout=20000"];
        var (exitCode, _) = Task.Run(() => RunAsync(LoadDirectory.Root, view)).GetAwaiter().GetResult();
        return exitCode == 0 ? null : Unreachable;
    }
}
