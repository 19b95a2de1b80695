using System.ComponentModel;
using System.Diagnostics;

namespace BookedBarber.Capacity.Kustomize;

/// <summary>Runs <c>kubectl</c>, which has Kustomize in it and needs no cluster for that.</summary>
internal static class Kubectl
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>What <c>kubectl kustomize</c> makes of a directory.</summary>
    /// <exception cref="InvalidOperationException">There is no kubectl, or it refuses; the message says why.</exception>
    public static Task<string> KustomizeAsync(string directory) => RunAsync("kustomize", directory);

    /// <summary>What a command prints.</summary>
    /// <exception cref="InvalidOperationException">There is no kubectl, or it refuses; the message says why.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)} took too long.");
        }

        // Deprecations are said on standard error, and are as unwelcome as failures.
        return process.ExitCode == 0 && await errors is ""
            ? await output
            : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: {await errors}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("kubectl is not on PATH (Debian: kubernetes-client).", exception);
        }
    }
}
