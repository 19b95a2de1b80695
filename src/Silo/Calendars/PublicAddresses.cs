using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Silo.Calendars;

/// <summary>
/// Which addresses belong to somebody out there, and not to this machine, its network or whoever hosts it (IANA's
/// registries of special-purpose addresses).
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // Public by its number, and yet what a virtual machine of Azure asks about itself.
            "168.63.129.16/32",

            // Of the global addresses: those that carry one of IPv4 inside, and the documentation's.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return (address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address))
            && !NotPublic.Any(network => network.Contains(address));
    }
}
