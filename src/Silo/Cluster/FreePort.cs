using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Silo.Cluster;

/// <summary>A port for a silo that nobody has to find.</summary>
internal static class FreePort
{
    // Below the range of outgoing connections, so that none of those takes it before it is listened at.
    private const int First = 20_000;
    private const int Last = 32_000;

    private const int MaxAttempts = 100;

    /// <summary>A port of this machine that is free now.</summary>
    public static int Find()
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
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

        throw new InvalidOperationException($"No port from {First} to {Last} is free.");
    }
}
