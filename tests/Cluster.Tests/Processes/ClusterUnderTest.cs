using System.Net;
using BookedBarber.Cluster.Tests.Processes.Network;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.TestKit.Client;
using BookedBarber.TestKit.Processes;
using Npgsql;

namespace BookedBarber.Cluster.Tests.Processes;

/// <summary>Three silos, two front doors and one PostgreSQL, each a process of its own.</summary>
internal sealed class ClusterUnderTest : IAsyncDisposable
{
    private const int SiloCount = 3;
    private const int DoorCount = 2;
    private const int Dead = 6;

    private readonly TcpProxy[] _proxies;
    private readonly string _administratorKey = ApiKeySecret.Create(TimeProvider.System).Text;
    private bool _keepLogs;

    private ClusterUnderTest(TemporaryPostgres postgres, Namespaces? network)
    {
        Postgres = postgres;
        Network = network;
        Logs = Directory.CreateTempSubdirectory("bookedbarber-cluster-").FullName;
        var database = new IPEndPoint(IPAddress.Loopback, postgres.Server.Port);
        _proxies = [.. Enumerable.Range(0, SiloCount).Select(
            _ => TcpProxy.Start(new IPEndPoint(network?.Here ?? IPAddress.Loopback, 0), database))];
        Silos = [.. Enumerable.Range(0, SiloCount).Select(CreateSilo)];
        var manageTokenKey = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        Doors = [.. Enumerable.Range(1, DoorCount).Select(number => new FrontDoor($"api-{number}", Logs,
            ("ConnectionStrings__BookedBarber", postgres.ConnectionString),
            ("BookedBarber__DataDirectory", Logs),
            ("BookedBarber__Cluster", "true"),
            ("BookedBarber__ManageTokenKey", manageTokenKey),
            ("BookedBarber__AdministratorKey", _administratorKey)))];
    }

    public TemporaryPostgres Postgres { get; }

    /// <summary>The hosts that the silos are on; null when all are on this one.</summary>
    public Namespaces? Network { get; }

    /// <summary>What every process has said.</summary>
    public string Logs { get; }

    public IReadOnlyList<SiloProcess> Silos { get; }

    public IReadOnlyList<FrontDoor> Doors { get; }

    public ApiClient Administrator => Doors[0].Process.Anonymous.WithKey(_administratorKey);

    public static async Task<ClusterUnderTest> StartAsync(Namespaces? network = null)
    {
        var cluster = new ClusterUnderTest(await TemporaryPostgres.StartAsync(), network);
        try
        {
            await cluster.RepairAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts whatever does not run, and waits until all are ready.</summary>
    public async Task RepairAsync()
    {
        foreach (var proxy in _proxies)
        {
            proxy.Heal();
        }

        await Task.WhenAll(Silos.Select(silo => RepairAsync(silo.Process)));
        await Task.WhenAll(Doors.Select(door => RepairAsync(door.Process)));
    }

    /// <summary>Stops PostgreSQL at once (SIGQUIT), as a crash does: it has to recover when it starts again.</summary>
    public async Task StopDatabaseAsync()
    {
        var id = Postgres.Server.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var kill = System.Diagnostics.Process.Start("kill", ["-s", "QUIT", id]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until the others have declared a silo dead.</summary>
    public Task IsDeclaredDeadAsync(SiloProcess silo, int deadlineSeconds = 60) => Eventually.SeesAsync(
        $"{silo} is declared dead",
        async () =>
        {
            await using var source = NpgsqlDataSource.Create(Postgres.ConnectionString + ";Pooling=false");
            await using var command = source.CreateCommand(
                "select status from silos where address = $1 and port = $2 order by generation desc limit 1");
            command.Parameters.Add(new NpgsqlParameter { Value = $"{silo.Address}" });
            command.Parameters.Add(new NpgsqlParameter { Value = silo.Port });
            return (int?)await command.ExecuteScalarAsync();
        },
        status => status == Dead,
        deadlineSeconds);

    /// <summary>The logs stay, for somebody to read.</summary>
    public void KeepLogs() => _keepLogs = true;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Silos.Select(silo => silo.Process).Concat(Doors.Select(door => door.Process)))
        {
            if (process.IsRunning)
            {
                await process.KillAsync();
            }
        }

        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        await (Network?.DisposeAsync() ?? default);
        await Postgres.DisposeAsync();
        if (!_keepLogs)
        {
            Directory.Delete(Logs, recursive: true);
        }
    }

    private SiloProcess CreateSilo(int index)
    {
        var throughProxy = new NpgsqlConnectionStringBuilder(Postgres.ConnectionString)
        {
            Host = $"{_proxies[index].Address.Address}",
            Port = _proxies[index].Address.Port,
        };
        var at = Network is null ? NetworkAt.Loopback : NetworkAt.In(Network.Hosts[index]);
        return new SiloProcess($"silo-{index + 1}", throughProxy.ConnectionString, Logs, at, _proxies[index]);
    }

    private static async Task RepairAsync(ProgramProcess process)
    {
        if (!process.IsRunning)
        {
            process.Launch();
        }

        await process.WaitUntilReadyAsync();
    }
}
