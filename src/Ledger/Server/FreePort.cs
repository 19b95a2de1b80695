using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Ledger.Server;

/// <summary>
/// Finds a TCP port on 127.0.0.1 below the range that systems hand out to outgoing connections: within it, a client
/// that keeps dialling a dead server can end up connected to itself and keep the port from the server for good.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    public static int Find(int preferred)
    {
        if (preferred != 0 && IsFree(preferred))
        {
            return preferred;
        }

        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No free TCP port was found on 127.0.0.1 between {First} and {Last}.");
    }

    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // As PostgreSQL does: connections of a dead server that linger in TIME_WAIT are no obstacle.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
