using System.Diagnostics;
using System.Globalization;
using BookedBarber.Api.Tests.Client;
using BookedBarber.Api.Tests.Support;
using Xunit.Sdk;

namespace BookedBarber.Api.Tests.Server;

/// <summary>The program itself, in a process of its own: started, killed and started again.</summary>
public sealed class ApiProcess : IAsyncDisposable
{
    private const int StartDeadlineSeconds = 90;
    private const int StopDeadlineSeconds = 40;

    private static readonly string[] OwnSettings =
        ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "URLS", "BookedBarber", "ConnectionStrings"];

    private readonly (string Name, string Value)[] _settings;
    private Process? _process;

    private ApiProcess(Uri address, string dataDirectory, (string Name, string Value)[] settings)
    {
        Address = address;
        DataPath = dataDirectory;
        _settings = settings;
    }

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address { get; }

    /// <summary>Its data directory.</summary>
    public string DataPath { get; }

    /// <summary>What it has said since its first start.</summary>
    public ConsoleLines Console { get; } = new();

    /// <summary>Its process id.</summary>
    public int Id => Running.Id;

    /// <summary>Speaks to it without credentials.</summary>
    public ApiClient Anonymous => new(Address, Console);

    /// <summary>Speaks to it with the first administrator's key.</summary>
    public ApiClient Administrator => Anonymous.WithKey(File.ReadAllText(Path.Combine(DataPath, "admin.key")).Trim());

    private Process Running => _process ?? throw new InvalidOperationException("The program is not running.");

    /// <summary>Starts the program, and waits until it is ready.</summary>
    public static Task<ApiProcess> StartAsync(string dataDirectory, params (string Name, string Value)[] settings) =>
        StartAtAsync(new Uri($"http://127.0.0.1:{LowPort.Find()}"), dataDirectory, settings);

    /// <summary>As <see cref="StartAsync"/>, at an address that somebody else may have.</summary>
    public static async Task<ApiProcess> StartAtAsync(
        Uri address, string dataDirectory, params (string Name, string Value)[] settings)
    {
        var api = new ApiProcess(address, dataDirectory, settings);
        await api.StartAgainAsync();
        return api;
    }

    /// <summary>As <see cref="StartAsync"/>, on a database that is there already.</summary>
    public static Task<ApiProcess> StartOnAsync(string connectionString) =>
        StartAsync(DataDirectory.Create(), ("ConnectionStrings__BookedBarber", connectionString));

    /// <summary>Starts it again, with the same settings, and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var start = Interrupts.Program("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "BookedBarber.Api.dll"));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add($"{Address}");
        start.WorkingDirectory = DataPath;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var name in start.Environment.Keys.Where(IsOwnSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["BookedBarber__DataDirectory"] = DataPath;
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        OrphanWatch.Over(_process);
        Console.Follow(_process);
        await WaitUntilReadyAsync();
    }

    /// <summary>Kills it as a power cut would (SIGKILL); what it had started goes on without it.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await EndAsync("KILL");
    }

    /// <summary>Asks it to end with a signal, and waits for that; its exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        using (var kill = Process.Start("kill", ["-s", signal, Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        return await EndAsync(signal);
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

    private async Task<int> EndAsync(string signal)
    {
        var process = Running;
        await Eventually.HoldsAsync(
            $"the program has ended after SIG{signal}", () => process.HasExited, StopDeadlineSeconds);
        var exitCode = process.ExitCode;
        process.Dispose();
        _process = null;
        return exitCode;
    }

    private async Task WaitUntilReadyAsync() => await Eventually.SeesAsync(
        $"the program at {Address} is ready",
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
}
