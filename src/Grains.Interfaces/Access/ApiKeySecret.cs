using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Grains.Interfaces.Access;

/// <summary>
/// An API key: <c>bb_</c>, its id, <c>_</c>, and 32 random bytes; all in lower-case hexadecimal digits.
/// </summary>
public sealed record ApiKeySecret
{
    private const string Prefix = "bb_";
    private const int IdLength = 32;
    private const int SecretLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private ApiKeySecret(Guid id, string text)
    {
        Id = id;
        Text = text;
    }

    /// <summary>The public part.</summary>
    public Guid Id { get; }

    /// <summary>The whole key, as its owner keeps it.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the secret part, which is what is kept of it.</summary>
    public ImmutableArray<byte> SecretHash =>
        ImmutableArray.Create(SHA256.HashData(Encoding.ASCII.GetBytes(Text[^SecretLength..])));

    /// <summary>A new key.</summary>
    public static ApiKeySecret Create(TimeProvider clock)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretLength / 2));
        return new ApiKeySecret(id, $"{Prefix}{id:N}_{secret}");
    }

    /// <summary>Reads a key; null when it does not have the form of one.</summary>
    public static ApiKeySecret? Read(string text) =>
        text.Length == Prefix.Length + IdLength + 1 + SecretLength
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[Prefix.Length + IdLength] == '_'
        && text.AsSpan(Prefix.Length + IdLength + 1).IndexOfAnyExcept(HexDigits) < 0
        && Guid.TryParseExact(text.AsSpan(Prefix.Length, IdLength), "N", out var id)
            ? new ApiKeySecret(id, text)
            : null;
}
