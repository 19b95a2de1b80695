using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace BookedBarber.TestKit.Client;

/// <summary>What people have on their phones (RFC 6238): six digits, which are others every half minute.</summary>
public sealed class Authenticator(string sharedKey)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private long _lastStep;

    /// <summary>A code that was not shown before: a server takes each once, and some of the neighbours in time.</summary>
    public string NextCode()
    {
        var step = Math.Max(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 - 1, _lastStep + 1);
        _lastStep = step;
        return Code(step);
    }

    /// <summary>A code that is wrong now.</summary>
    public string WrongCode() => Code(1);

    private string Code(long step)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The standard says SHA-1.
        var hash = HMACSHA1.HashData(Decode(sharedKey), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string text)
    {
        var bits = 0;
        var buffer = 0;
        var bytes = new List<byte>();
        foreach (var letter in text)
        {
            buffer = (buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
            }
        }

        return [.. bytes];
    }
}
