using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Api.Limits;

/// <summary>Whom limits count as one client.</summary>
public static class ClientNetwork
{
    // What providers give to one household (RFC 6177); whoever has one address of it has all of them.
    private const int Ipv6NetworkBytes = 7;
    private const int Ipv6Bytes = 16;

    /// <summary>The address of a client, or its /56 of IPv6; null when it came over no network.</summary>
    public static string? Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return null;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var network = new byte[Ipv6Bytes];
        address.GetAddressBytes().AsSpan(0, Ipv6NetworkBytes).CopyTo(network);
        return new IPAddress(network).ToString();
    }
}
