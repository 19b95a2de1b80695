using System.Diagnostics;
using System.Globalization;
using System.Net;
using BookedBarber.TestKit;
using Xunit.Sdk;

namespace BookedBarber.Cluster.Tests.Processes.Network;

/// <summary>
/// Hosts of our own on this machine: network namespaces on one bridge, which this process reaches as well. They are
/// taken down on disposal, and by a small shell process when the test run ends in another way.
/// </summary>
internal sealed class Namespaces : IAsyncDisposable
{
    private const string TakeDown = """
        for name in $(ip netns list | cut -d' ' -f1); do
          case $name in "$1"-*) ip netns del "$name" ;; esac
        done
        ip link del "$1" 2>/dev/null
        """;

    private const string NobodysAddress = "02:00:00:00:00:01";

    private readonly string _name;
    private readonly int _subnet;

    private Namespaces(int count)
    {
        var id = Environment.ProcessId;
        _name = $"bb{id}";
        _subnet = id % 250;
        Hosts = [.. Enumerable.Range(1, count).Select(number => new NetworkHost(
            $"{_name}-{number}", IPAddress.Parse($"10.213.{_subnet}.{number + 1}")))];
    }

    /// <summary>Why there can be none on this machine; null when there can.</summary>
    public static string? SkipReason { get; } =
        !OperatingSystem.IsLinux() ? "Network namespaces are made on Linux."
        : !Environment.IsPrivilegedProcess ? "Network namespaces are made by root."
        : !CanMakeOne() ? "Network namespaces cannot be made here (iproute2, veth and bridge are needed)."
        : null;

    /// <summary>The hosts.</summary>
    public IReadOnlyList<NetworkHost> Hosts { get; }

    /// <summary>Where this process is reached from the hosts.</summary>
    public IPAddress Here => IPAddress.Parse($"10.213.{_subnet}.1");

    public static async Task<Namespaces> CreateAsync(int count)
    {
        var network = new Namespaces(count);
        network.Watch();
        try
        {
            await network.BuildAsync();
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Takes a host away from the others, in both directions and without a word to anybody; it still reaches this
    /// process.
    /// </summary>
    public async Task IsolateAsync(NetworkHost host)
    {
        foreach (var other in Hosts.Where(other => other != host))
        {
            await LoseAsync(host, other);
            await LoseAsync(other, host);
        }
    }

    /// <summary>All reach each other again.</summary>
    public async Task HealAsync()
    {
        foreach (var host in Hosts)
        {
            await IpAsync("-n", host.Name, "neigh", "flush", "dev", "eth0", "nud", "permanent");
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var shell = Process.Start("sh", ["-c", TakeDown, "network", _name]);
        await shell.WaitForExitAsync();
    }

    private static bool CanMakeOne()
    {
        try
        {
            var name = $"bb{Environment.ProcessId}";
            string script = $"""
                ip netns add {name}-0 && ip link add {name} type bridge &&
                  ip link add {name}p type veth peer name eth0 netns {name}-0
                made=$?
                ip link del {name}p; ip link del {name}; ip netns del {name}-0
                exit $made
                """;
            using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", script])
            {
                RedirectStandardError = true,
            })!;
            shell.WaitForExit();
            return shell.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task IpAsync(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var error = await ip.StandardError.ReadToEndAsync();
        await ip.WaitForExitAsync();
        if (ip.ExitCode != 0)
        {
            throw new XunitException($"ip {string.Join(' ', arguments)} failed: {error}");
        }
    }

    // Frames to a hardware address that nobody has arrive nowhere.
    private static Task LoseAsync(NetworkHost from, NetworkHost to) => IpAsync(
        "-n", from.Name,
        "neigh", "replace", $"{to.Address}", "lladdr", NobodysAddress, "dev", "eth0", "nud", "permanent");

    private async Task BuildAsync()
    {
        await IpAsync("link", "add", _name, "type", "bridge");
        await IpAsync("addr", "add", $"{Here}/24", "dev", _name);
        await IpAsync("link", "set", _name, "up");
        foreach (var (index, host) in Hosts.Index())
        {
            var port = $"{_name}p{index}";
            await IpAsync("netns", "add", host.Name);
            await IpAsync("link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", host.Name);
            await IpAsync("link", "set", port, "master", _name, "up");
            await IpAsync("-n", host.Name, "addr", "add", $"{host.Address}/24", "dev", "eth0");
            await IpAsync("-n", host.Name, "link", "set", "eth0", "up");
            await IpAsync("-n", host.Name, "link", "set", "lo", "up");
        }
    }

    private void Watch()
    {
        const string script = """
            (
              trap '' INT HUP TERM
              while kill -0 "$2"; do sleep 0.5; done
            """ + "\n" + TakeDown + """

            ) </dev/null >/dev/null 2>&1 &
            """;
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var shell = Process.Start("sh", ["-c", script, "watch", _name, process]);
        shell.WaitForExit();
    }
}

/// <summary>A host of our own.</summary>
internal sealed record NetworkHost(string Name, IPAddress Address);
