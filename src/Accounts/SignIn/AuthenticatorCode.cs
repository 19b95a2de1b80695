using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace BookedBarber.Accounts.SignIn;

/// <summary>
/// The codes that an authenticator shows (RFC 6238, with SHA-1 and six digits, as all of them know it). Identity checks
/// them as well, and does not tell of which step in time a code is: then one that was used can be good again.
/// </summary>
internal static class AuthenticatorCode
{
    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    // Clocks of phones go wrong, and people take their time: a minute and what is left of a step, on either side.
    private const int Tolerance = 2;

    /// <summary>The step in time whose code this is; null when it is none that is good now.</summary>
    /// <param name="sharedKey">What the authenticator was told, in base32.</param>
    /// <param name="code">Six digits.</param>
    /// <param name="now">The time here.</param>
    public static long? StepOf(string sharedKey, string code, DateTimeOffset now)
    {
        if (code.Length != Digits
            || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
        {
            return null;
        }

        var key = Decode(sharedKey);
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = current + Tolerance; step >= current - Tolerance; step--)
        {
            if (Code(key, step) == wanted)
            {
                return step;
            }
        }

        return null;
    }

    private static int Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // The standard says SHA-1.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return number % 1_000_000;
    }

    private static byte[] Decode(string text)
    {
        var (bits, buffer) = (0, 0);
        var bytes = new List<byte>(text.Length);
        foreach (var letter in text)
        {
            buffer = ((buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
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
