using System.Diagnostics;
using Xunit.Sdk;

namespace BookedBarber.Load.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>Its exit code, and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        string directory, (string Name, string Value)[] settings, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new XunitException(
                $"{program} {string.Join(' ', arguments)} did not end in {Deadline}:\n{await output}{await errors}");
        }

        return (process.ExitCode, await output + await errors);
    }
}
