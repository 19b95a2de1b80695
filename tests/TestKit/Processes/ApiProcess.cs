using BookedBarber.TestKit.Client;

namespace BookedBarber.TestKit.Processes;

/// <summary>The front door in a process of its own: started, killed and started again.</summary>
public sealed class ApiProcess : IAsyncDisposable
{
    private readonly ProgramProcess _program;

    private ApiProcess(Uri address, string dataDirectory, (string Name, string Value)[] settings)
    {
        Address = address;
        DataPath = dataDirectory;
        _program = new ProgramProcess(new ProgramPlan
        {
            Program = "BookedBarber.Api.dll",
            Address = address,
            Directory = dataDirectory,
            Settings = [("BookedBarber__DataDirectory", dataDirectory), .. settings],
        });
    }

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address { get; }

    /// <summary>Its data directory.</summary>
    public string DataPath { get; }

    /// <summary>What it has said since its first start.</summary>
    public ConsoleLines Console => _program.Console;

    /// <summary>Its process id.</summary>
    public int Id => _program.Id;

    /// <summary>Speaks to it without credentials.</summary>
    public ApiClient Anonymous => _program.Anonymous;

    /// <summary>Speaks to it with the first administrator's key.</summary>
    public ApiClient Administrator => Anonymous.WithKey(File.ReadAllText(Path.Combine(DataPath, "admin.key")).Trim());

    /// <summary>Starts the program, and waits until it is ready.</summary>
    public static Task<ApiProcess> StartAsync(string dataDirectory, params (string Name, string Value)[] settings) =>
        StartAtAsync(new Uri($"http://127.0.0.1:{LowPort.Find()}"), dataDirectory, settings);

    /// <summary>As <see cref="StartAsync"/>, and waits for nothing.</summary>
    public static ApiProcess Launch(string dataDirectory, params (string Name, string Value)[] settings)
    {
        var api = new ApiProcess(new Uri($"http://127.0.0.1:{LowPort.Find()}"), dataDirectory, settings);
        api._program.Launch();
        return api;
    }

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

    /// <summary>Whether it has been started and has not ended.</summary>
    public bool IsRunning => _program.IsRunning;

    /// <summary>Waits until it says that it is ready; fails at once when it has ended instead.</summary>
    public Task WaitUntilReadyAsync() => _program.WaitUntilReadyAsync();

    /// <summary>Starts it again, with the same settings, and waits until it is ready.</summary>
    public Task StartAgainAsync() => _program.StartAsync();

    /// <summary>Kills it as a power cut would (SIGKILL); what it had started goes on without it.</summary>
    public Task KillAsync() => _program.KillAsync();

    /// <summary>Asks it to end with a signal, and waits for that; its exit code.</summary>
    public Task<int> StopAsync(string signal = "TERM") => _program.StopAsync(signal);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
