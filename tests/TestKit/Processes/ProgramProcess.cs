using System.Diagnostics;
using System.Globalization;
using BookedBarber.TestKit.Client;
using Xunit.Sdk;

namespace BookedBarber.TestKit.Processes;

/// <summary>One of our programs in a process of its own: started, signalled, killed and started again.</summary>
public sealed class ProgramProcess(ProgramPlan plan) : IAsyncDisposable
{
    private const int StartDeadlineSeconds = 90;
    private const int StopDeadlineSeconds = 40;

    private static readonly string[] OwnSettings =
        ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "URLS", "BookedBarber", "ConnectionStrings"];

    private Process? _process;

    /// <summary>What it has said since its first start.</summary>
    public ConsoleLines Console { get; } = new(plan.LogPath);

    /// <summary>Its process id.</summary>
    public int Id => Running.Id;

    /// <summary>Whether it has been started and has not ended.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Speaks to it without credentials.</summary>
    public ApiClient Anonymous => new(plan.Address, Console);

    private Process Running => _process ?? throw new InvalidOperationException("The program is not running.");

    /// <summary>Starts it, and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        Launch();
        await WaitUntilReadyAsync();
    }

    /// <summary>Starts it.</summary>
    public void Launch()
    {
        _process?.Dispose();
        var program = Path.Combine(AppContext.BaseDirectory, plan.Program);
        string[] command = [.. plan.Launcher, "dotnet", program, "--urls", $"{plan.Address}"];
        var start = Interrupts.Program(command[0]);
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        start.WorkingDirectory = plan.Directory;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var name in start.Environment.Keys.Where(IsOwnSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in plan.Settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        OrphanWatch.Over(_process);
        Console.Follow(_process);
    }

    /// <summary>Waits until it says that it is ready; fails at once when it has ended instead.</summary>
    public async Task WaitUntilReadyAsync() => await Eventually.SeesAsync(
        $"the program at {plan.Address} is ready",
        async () =>
        {
            if (Running.HasExited)
            {
                throw new XunitException($"The program ended with {Running.ExitCode} instead of starting:\n{Console}");
            }

            var answer = await Anonymous.TryGetAsync("/health/ready");
            return answer is null ? $"no answer; {Console}" : $"{answer.Status}";
        },
        status => status == "200",
        StartDeadlineSeconds);

    /// <summary>Kills it as a power cut would (SIGKILL); what it had started goes on without it.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await EndsAsync("SIGKILL");
    }

    /// <summary>Sends it a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Asks it to end with a signal, and waits for that; its exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        await SignalAsync(signal);
        return await EndsAsync($"SIG{signal}");
    }

    /// <summary>Waits until it has ended; its exit code.</summary>
    public async Task<int> EndsAsync(string cause, int deadlineSeconds = StopDeadlineSeconds)
    {
        var process = Running;
        await Eventually.HoldsAsync($"the program has ended after {cause}", () => process.HasExited, deadlineSeconds);
        var exitCode = process.ExitCode;
        process.Dispose();
        _process = null;
        return exitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await StopAsync();
        }
    }

    private static bool IsOwnSetting(string name) =>
        OwnSettings.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
