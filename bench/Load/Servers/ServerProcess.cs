using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace BookedBarber.Bench.Servers;

/// <summary>A server under measurement, in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(10);
    private static readonly string[] OwnSettings =
        ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "DOTNET_SYSTEM_NET_SOCKETS_", "BookedBarber", "ConnectionString"];

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    /// <summary>For what is not measured.</summary>
    public HttpClient Http { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartedIn { get; private set; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that the process has in use, as the system counts it.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most memory that the process had in use at any time.</summary>
    public long PeakResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a program that was built beside this one, and waits until it is ready.</summary>
    public static Task<ServerProcess> StartAsync(
        string program, string readyPath, string logPath, params (string Name, string Value)[] settings) =>
        StartFileAsync(Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), readyPath, logPath, settings);

    /// <summary>Starts a program by its file, and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartFileAsync(
        string dll, string readyPath, string logPath, params (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        // Through a shell, so that what it says goes to a file and costs us nothing.
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", logPath,
                Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet",
                dll, "--urls", address.ToString()]);
        foreach (var name in start.Environment.Keys.Where(IsOwnSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var started = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(start)!, address);
        try
        {
            await server.WaitUntilReadyAsync(readyPath, logPath, started);
            server.StartedIn = Stopwatch.GetElapsedTime(started);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", _process.Id.ToString(CultureInfo.InvariantCulture));
            using var patience = new CancellationTokenSource(StopDeadline);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private static bool IsOwnSetting(string name) =>
        OwnSettings.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private async Task WaitUntilReadyAsync(string readyPath, string logPath, long started)
    {
        while (!await IsReadyAsync(readyPath))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartDeadline)
            {
                throw new InvalidOperationException(
                    $"The server did not start:\n{(File.Exists(logPath) ? File.ReadAllText(logPath) : "")}");
            }

            await Task.Delay(PollPeriod, Interruption.Token);
        }
    }

    private async Task<bool> IsReadyAsync(string path)
    {
        try
        {
            using var answer = await Http.GetAsync(path);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
