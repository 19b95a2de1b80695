using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Silo.Hosting;

/// <summary>The settings of a silo process; each is an environment variable, see the README.</summary>
public sealed record SiloSettings
{
    /// <summary>
    /// Whose grains these are, in the tables of state and reminders and in the membership: the same on both runtimes.
    /// </summary>
    public const string ServiceId = "bookedbarber";

    private const int DefaultPort = 11_111;
    private const int DefaultGatewayPort = 30_000;

    /// <summary>
    /// The PostgreSQL that all processes of the cluster use (<c>ConnectionStrings__BookedBarber</c>).
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// Where other silos and clients reach this one (<c>BookedBarber__Silo__Address</c>); this machine alone unless
    /// said.
    /// </summary>
    public required IPAddress Address { get; init; }

    /// <summary>The port for other silos (<c>BookedBarber__Silo__Port</c>).</summary>
    public required int Port { get; init; }

    /// <summary>The port for clients (<c>BookedBarber__Silo__GatewayPort</c>).</summary>
    public required int GatewayPort { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">One of them cannot be understood; the message names it.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("BookedBarber:Silo");
        return new SiloSettings
        {
            ConnectionString = configuration.GetConnectionString("BookedBarber") is { Length: > 0 } text
                ? text
                : throw new SettingException("ConnectionStrings__BookedBarber is required: silos meet in a database."),
            Address = AddressOf(section["Address"]),
            Port = PortOf(section["Port"], "BookedBarber__Silo__Port", DefaultPort),
            GatewayPort = PortOf(section["GatewayPort"], "BookedBarber__Silo__GatewayPort", DefaultGatewayPort),
        };
    }

    private static IPAddress AddressOf(string? text) =>
        string.IsNullOrEmpty(text) ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) && !IsAnyAddress(address) ? address
        : throw new SettingException(
            $"BookedBarber__Silo__Address must be the IP address at which others reach this silo, not '{text}'.");

    private static bool IsAnyAddress(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static int PortOf(string? text, string name, int otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
            ? port
        : throw new SettingException($"{name} must be a port from 1 to 65535, not '{text}'.");
}
