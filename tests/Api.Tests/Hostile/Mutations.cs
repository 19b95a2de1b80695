using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Api.Tests.Support;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>One good body after the other, each spoilt in one to three ways.</summary>
internal sealed class Mutations(JsonObject body, Random random)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "5", "1.0", "1e3", "1e400", "2147483647", "2147483648",
        "-2147483649", "9223372036854775807", "9223372036854775808", "\"\"", "\" \"", "\"any\"", "\"\\u0000\"",
        "\"\\ud800\"", "\"\\u202e\"",
        "\"\ud83d\udc88\"", "\"24:00\"", "\"00:00\"", "\"23:55\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"2027-03-28\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59-14:00\"", "\"2027-03-28T02:30:00+01:00\"",
        "\"2027-03-28T01:00:00+14:00\"", "\"Antarctica/Troll\"", "\"Asia/Kathmandu\"", "\"EUR\"", "\"XXX\"", "[]", "{}",
        "[null]", "[[]]", "[{}]", "{\"amount\":1}", "{\"\":0}", "[\"01890000-0000-7000-8000-000000000000\"]",
        "\"01890000-0000-7000-8000-000000000000\"", "\"00000000-0000-0000-0000-000000000000\"",
    ];

    private readonly string[] _paths = [.. JsonPaths.All(body)];

    public byte[] Next()
    {
        var text = body.ToJsonString();
        if (random.Next(4) > 0)
        {
            text = JsonPaths.With(body, Any(_paths), Any(Values));
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        for (var times = random.Next(3); times > 0; times--)
        {
            bytes = Spoil(bytes);
        }

        return bytes;
    }

    private byte[] Spoil(byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        var to = Math.Min(bytes.Length, at + random.Next(1, 30));
        return random.Next(6) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[to..]],
            2 => [.. bytes[..to], .. bytes[at..]],
            3 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            4 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Any(Values)), .. bytes[at..]],
            _ => Flip(bytes, Math.Min(at, bytes.Length - 1)),
        };
    }

    private byte[] Flip(byte[] bytes, int at)
    {
        if (at < 0)
        {
            return bytes;
        }

        var flipped = (byte[])bytes.Clone();
        flipped[at] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private T Any<T>(T[] choices) => choices[random.Next(choices.Length)];
}
