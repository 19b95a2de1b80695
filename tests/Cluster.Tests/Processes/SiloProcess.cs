using System.Globalization;
using System.Net;
using BookedBarber.Cluster.Tests.Processes.Network;
using BookedBarber.TestKit.Processes;

namespace BookedBarber.Cluster.Tests.Processes;

/// <summary>A silo process, at the same place however often it is started.</summary>
internal sealed class SiloProcess
{
    public SiloProcess(string name, string connectionString, string logs, NetworkAt at, TcpProxy wayToDatabase)
    {
        Name = name;
        WayToDatabase = wayToDatabase;
        Address = at.Address;
        Port = LowPort.Find();
        Gateway = new IPEndPoint(at.Address, LowPort.Find());
        Process = new ProgramProcess(new ProgramPlan
        {
            Program = "BookedBarber.Silo.dll",
            Address = new Uri($"http://{at.Address}:{LowPort.Find()}"),
            Directory = logs,
            LogPath = Path.Combine(logs, $"{name}.log"),
            Launcher = at.Launcher,
            Settings =
            [
                ("ConnectionStrings__BookedBarber", connectionString),
                ("BookedBarber__Silo__Address", $"{at.Address}"),
                ("BookedBarber__Silo__Port", Port.ToString(CultureInfo.InvariantCulture)),
                ("BookedBarber__Silo__GatewayPort", Gateway.Port.ToString(CultureInfo.InvariantCulture)),
            ],
        });
    }

    public string Name { get; }

    public IPAddress Address { get; }

    /// <summary>The port for other silos; with the address it names the silo in the membership.</summary>
    public int Port { get; }

    /// <summary>Where clients reach it.</summary>
    public IPEndPoint Gateway { get; }

    public ProgramProcess Process { get; }

    /// <summary>All that it says to the database goes over this wire.</summary>
    public TcpProxy WayToDatabase { get; }

    public override string ToString() => Name;
}

/// <summary>Where a silo is, and how a program is started there.</summary>
internal sealed record NetworkAt(IPAddress Address, string[] Launcher)
{
    public static NetworkAt Loopback { get; } = new(IPAddress.Loopback, []);

    public static NetworkAt In(NetworkHost host) => new(host.Address, ["ip", "netns", "exec", host.Name]);
}
