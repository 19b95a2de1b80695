using System.ComponentModel;
using System.Diagnostics;

namespace BookedBarber.Ledger.Server;

/// <summary>One run of another program to its end, with a deadline.</summary>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <exception cref="TimeoutException">The program did not end in time; it was killed.</exception>
    public static async Task<ProgramRun> RunAsync(
        IReadOnlyList<string> command, TimeSpan deadline, CancellationToken cancellationToken)
    {
        // The working directory must be one that another user may enter as well.
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProgramRun(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"'{string.Join(' ', command)}' did not end within {deadline.TotalSeconds:0} s.");
        }
    }

    /// <summary>As <see cref="RunAsync"/>, and a program that does not exist counts as failed.</summary>
    public static async Task<ProgramRun> TryAsync(
        IReadOnlyList<string> command, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(command, deadline, cancellationToken);
        }
        catch (Win32Exception exception)
        {
            return new ProgramRun(127, exception.Message);
        }
    }
}
