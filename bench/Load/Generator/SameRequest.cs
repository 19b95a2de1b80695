using System.Text;

namespace BookedBarber.Bench.Generator;

/// <summary>One GET, again and again.</summary>
internal sealed class SameRequest(string path) : IRequestSource
{
    private readonly byte[] _bytes = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    public ReadOnlyMemory<byte> Next(int client) => _bytes;
}
