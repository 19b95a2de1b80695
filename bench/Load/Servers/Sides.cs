using System.Globalization;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Servers;

/// <summary>
/// Both sides with the same shops. Each start is on a fresh copy of a database that has the shops and no bookings.
/// </summary>
internal sealed class Sides : IAsyncDisposable
{
    private const string ApiTemplate = "api_template";
    private const string BaselineTemplate = "baseline_template";
    private const string ApiDll = "BookedBarber.Api.dll";
    private const string ReadyPath = "/health/ready";

    private readonly string _directory;
    private readonly BenchDatabase _database;
    private readonly int _shopCount;
    private int _started;

    private Sides(string directory, BenchDatabase database, int shopCount)
    {
        _directory = directory;
        _database = database;
        _shopCount = shopCount;
    }

    public BenchShops Shops { get; private set; } = null!;

    /// <summary>The version of PostgreSQL that both sides use.</summary>
    public string Postgres => _database.Version;

    public static async Task<Sides> PrepareAsync(int shopCount, IReadOnlyList<HoursView> hours, string service)
    {
        var directory = Directory.CreateTempSubdirectory("bookedbarber-bench-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // A server that root starts runs as another user.
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        }

        var database = await BenchDatabase.StartAsync(Path.Combine(directory, "postgres"));
        var sides = new Sides(directory, database, shopCount);
        try
        {
            await using (var api = await sides.StartApiOnAsync(await database.CreateAsync(ApiTemplate), ApiTemplate))
            {
                var key = (await File.ReadAllTextAsync(Path.Combine(directory, "admin.key"))).Trim();
                sides.Shops = await BenchShops.OpenAsync(api, key, shopCount, hours, service);
            }

            await using var baseline = await sides.StartBaselineOnAsync(
                await database.CreateAsync(BaselineTemplate), BaselineTemplate);
            await sides.Shops.CopyToAsync(baseline);
            return sides;
        }
        catch
        {
            await sides.DisposeAsync();
            throw;
        }
    }

    public Task<Side> StartApiAsync() => StartApiAsync(ReadyPath);

    /// <summary>Starts the program and waits until this path is answered with 200.</summary>
    public async Task<Side> StartApiAsync(string readyPath)
    {
        var name = NextName("api");
        var database = await _database.CopyAsync(ApiTemplate, name);
        return new Side(
            await StartApiOnAsync(database, name, readyPath), database, () => _database.DropAsync(name));
    }

    /// <summary>
    /// Starts the program with nothing but a directory: it starts a PostgreSQL of its own there, and has the demo shop.
    /// </summary>
    public Task<ServerProcess> StartAloneAsync(string readyPath = ReadyPath) => ServerProcess.StartAsync(
        "BookedBarber.Api",
        readyPath,
        LogPath(NextName("alone")),
        ("BookedBarber__DataDirectory", Path.Combine(_directory, "alone")),
        ("BookedBarber__Demo", "true"));

    /// <summary>The program that was built for the embedded runtime, in the same configuration as this one.</summary>
    public async Task<Side> StartEmbeddedAsync()
    {
        var dll = Path.Combine(AppContext.BaseDirectory, ApiDll).Replace(
            $"{Path.DirectorySeparatorChar}Orleans{Path.DirectorySeparatorChar}",
            $"{Path.DirectorySeparatorChar}Embedded{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal);
        if (!File.Exists(dll))
        {
            throw new InvalidOperationException(
                "Build for the embedded runtime first: dotnet build -c Release bench/Load");
        }

        var name = NextName("embedded");
        var database = await _database.CopyAsync(ApiTemplate, name);
        return new Side(
            await ServerProcess.StartFileAsync(dll, ReadyPath, LogPath(name), ApiSettings(database)),
            database,
            () => _database.DropAsync(name));
    }

    /// <summary>Silos on one database, and the front door as their client.</summary>
    public async Task<Side> StartClusterAsync(int siloCount)
    {
        var name = NextName("cluster");
        var database = await _database.CopyAsync(ApiTemplate, name);
        var silos = new List<ServerProcess>();
        for (var i = 0; i < siloCount; i++)
        {
            silos.Add(await StartSiloAsync(database));
        }

        var api = await ServerProcess.StartAsync(
            "BookedBarber.Api", ReadyPath, LogPath(name), [.. ApiSettings(database), ("BookedBarber__Cluster", "true")]);
        return new Side(api, database, () => _database.DropAsync(name), silos);
    }

    /// <summary>One more silo for a running cluster.</summary>
    public async Task AddSiloAsync(Side side) => side.Silos.Add(await StartSiloAsync(side.ConnectionString));

    public async Task<Side> StartBaselineAsync()
    {
        var name = NextName("baseline");
        var database = await _database.CopyAsync(BaselineTemplate, name);
        return new Side(
            await StartBaselineOnAsync(database, name), database, () => _database.DropAsync(name));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private string NextName(string side) =>
        string.Create(CultureInfo.InvariantCulture, $"{side}_{++_started}");

    private string LogPath(string name) => Path.Combine(_directory, $"{name}.log");

    private (string Name, string Value)[] ApiSettings(string connectionString) =>
    [
        ("ConnectionStrings__BookedBarber", connectionString),
        ("BookedBarber__DataDirectory", _directory),
        ("BookedBarber__Demo__Shops", Text(_shopCount)),
    ];

    private Task<ServerProcess> StartApiOnAsync(
        string connectionString, string name, string readyPath = ReadyPath) =>
        ServerProcess.StartAsync("BookedBarber.Api", readyPath, LogPath(name), ApiSettings(connectionString));

    private Task<ServerProcess> StartSiloAsync(string connectionString) => ServerProcess.StartAsync(
        "BookedBarber.Silo",
        ReadyPath,
        LogPath(NextName("silo")),
        ("ConnectionStrings__BookedBarber", connectionString),
        ("BookedBarber__Silo__Port", Text(FreePort.Find())),
        ("BookedBarber__Silo__GatewayPort", Text(FreePort.Find())));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Task<ServerProcess> StartBaselineOnAsync(string connectionString, string name) => ServerProcess.StartAsync(
        "BookedBarber.Baseline",
        "/ready",
        LogPath(name),
        ("ConnectionString", connectionString));
}
