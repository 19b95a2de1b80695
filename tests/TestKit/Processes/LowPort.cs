using System.Net;
using System.Net.Sockets;

namespace BookedBarber.TestKit.Processes;

/// <summary>
/// A free TCP port below the range of outgoing connections: a client that keeps dialling a dead server there cannot end
/// up connected to itself.
/// </summary>
public static class LowPort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
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
