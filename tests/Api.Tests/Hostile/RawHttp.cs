using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Xunit.Sdk;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>What came back over a bare socket.</summary>
internal sealed record RawAnswer(int Status, string Text);

/// <summary>Requests that no HTTP client would let anybody send.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends a request, a character a byte, and reads until the server has answered or closes.</summary>
    public static async Task<RawAnswer> SendAsync(Uri address, string request)
    {
        using var client = await ConnectAsync(address);
        await client.GetStream().WriteAsync(Bytes(request));
        return await ReadAsync(client.GetStream());
    }

    /// <summary>Sends a request and then one chunk after the other, until the server has had enough.</summary>
    public static async Task<RawAnswer> SendEndlesslyAsync(Uri address, string request, string chunk, int atMostBytes)
    {
        using var client = await ConnectAsync(address);
        var stream = client.GetStream();
        var answer = ReadAsync(stream);
        await stream.WriteAsync(Bytes(request));
        var bytes = Encoding.Latin1.GetBytes(chunk);
        for (var sent = 0; !answer.IsCompleted; sent += bytes.Length)
        {
            Assert.True(sent < atMostBytes, $"After {sent} bytes the server was still reading.");
            try
            {
                await stream.WriteAsync(bytes);
            }
            catch (IOException)
            {
                break;
            }
        }

        return await answer;
    }

    private static byte[] Bytes(string request) =>
        Encoding.Latin1.GetBytes(request.ReplaceLineEndings("\n").Replace("\n", "\r\n", StringComparison.Ordinal));

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        return client;
    }

    private static async Task<RawAnswer> ReadAsync(NetworkStream stream)
    {
        using var patience = new CancellationTokenSource(Patience);
        var received = new StringBuilder();
        var buffer = new byte[8_192];
        try
        {
            while (!HasStatusLine(received) && await stream.ReadAsync(buffer, patience.Token) is > 0 and var count)
            {
                received.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (IOException)
        {
            // The server closed while we were sending; what it said before counts.
        }
        catch (OperationCanceledException)
        {
            throw new XunitException(
                $"After {Patience.TotalSeconds} s the server had not answered; so far: {received}");
        }

        var text = received.ToString();
        return new RawAnswer(
            text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
                ? int.Parse(text.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture)
                : 0,
            text);
    }

    private static bool HasStatusLine(StringBuilder received) =>
        received.ToString().Contains("\r\n\r\n", StringComparison.Ordinal);
}
