using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Bench.Servers;

/// <summary>A free port below the range of outgoing connections.</summary>
internal static class FreePort
{
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
