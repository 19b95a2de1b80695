using System.Diagnostics;
using System.Globalization;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Deploy.Tests.Running;

/// <summary>
/// The programs as the Dockerfile publishes them, started with the settings that Kubernetes gives: with Orleans a silo
/// and a front door of it, otherwise the front door alone. In the sandbox, where there is one.
/// </summary>
public sealed class Published : IAsyncLifetime
{
    private const string AdministratorKey =
        "bb_00112233445566778899aabbccddeeff_00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private static readonly TimeSpan PublishDeadline = TimeSpan.FromMinutes(5);

    private readonly PostgresFixture _postgres = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bookedbarber-published-");

    /// <summary>The front door.</summary>
    public ProgramProcess Api { get; private set; } = null!;

    /// <summary>The silo, if grains run on Orleans.</summary>
    public ProgramProcess? Silo { get; private set; }

    /// <summary>Where each program listens.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <summary>Where the programs lie.</summary>
    internal string Programs => _directory.FullName;

    /// <summary>Speaks for the operator.</summary>
    internal ApiClient Administrator => Api.Anonymous.WithKey(AdministratorKey);

    private static bool OnOrleans => Repository.GrainRuntime == "Orleans";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is not null)
        {
            return;
        }

        await ((IAsyncLifetime)_postgres).InitializeAsync();
        if (!OperatingSystem.IsWindows())
        {
            // The user in the sandbox has to read it.
            File.SetUnixFileMode(Programs, (UnixFileMode)0b111_101_101);
        }

        string[] programs = OnOrleans ? ["Api", "Silo"] : ["Api"];
        foreach (var program in programs)
        {
            await PublishAsync(program);
        }

        var database = ("ConnectionStrings__BookedBarber", await _postgres.CreateDatabaseAsync());
        var (api, silo) = (NewAddress(), NewAddress());
        if (OnOrleans)
        {
            Silo = Program("Silo", silo, [database, ("BookedBarber__Silo__Address", "127.0.0.1"),
                ("BookedBarber__Silo__Port", NewPort()), ("BookedBarber__Silo__GatewayPort", NewPort())]);
            await Silo.StartAsync();
        }

        Api = Program("Api", api, [database, ("BookedBarber__Cluster", OnOrleans ? "true" : "false"),
            ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"), ("BookedBarber__PublicUrl", "https://bookings.example.com"),
            ("BookedBarber__ManageTokenKey", new string('a', 64)), ("BookedBarber__AdministratorKey", AdministratorKey),
            ("BookedBarber__DataDirectory", "/data")]);
        await Api.StartAsync();
        Addresses = OnOrleans ? [silo, api] : [api];
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var program in new[] { Api, Silo }.OfType<ProgramProcess>())
        {
            await program.DisposeAsync();
        }

        await ((IAsyncLifetime)_postgres).DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private ProgramProcess Program(string name, Uri address, (string, string)[] settings) => new(new ProgramPlan
    {
        Program = Path.Combine(Sandbox.SkipReason is null ? Sandbox.Programs : Programs, $"BookedBarber.{name}.dll"),
        Address = address,
        Directory = Programs,
        Launcher = Sandbox.SkipReason is null ? Sandbox.Launcher(Programs) : [],
        Settings = [.. settings, ("HOME", "/")],
    });

    private static Uri NewAddress() => new($"http://127.0.0.1:{LowPort.Find()}");

    private static string NewPort() => LowPort.Find().ToString(CultureInfo.InvariantCulture);

    private async Task PublishAsync(string program)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            "publish", Repository.PathTo("src", program), "--configuration", "Release", "--nologo", "-v", "q", "-nodeReuse:false",
            $"-p:GrainRuntime={Repository.GrainRuntime}", "--output", Programs,
        ])
        {
            RedirectStandardOutput = true,
        })!;
        var said = process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(PublishDeadline);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, await said);
    }
}

/// <summary>The programs are published and started once for all who look at them.</summary>
[CollectionDefinition(nameof(Published))]
public sealed class PublishedCollection : ICollectionFixture<Published>;
