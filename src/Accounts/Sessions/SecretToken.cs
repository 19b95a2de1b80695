using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Accounts.Sessions;

/// <summary>
/// Texts of 256 random bits that are shown once; what is kept is their SHA-256. A slow hash guards passwords that
/// people choose; nobody guesses these.
/// </summary>
internal static class SecretToken
{
    private const int MaxLength = 128;

    /// <summary>A new one.</summary>
    public static string Create(string prefix) =>
        prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it; null for what can be none.</summary>
    public static byte[]? Hash(string token, string prefix) =>
        token.Length <= MaxLength && token.StartsWith(prefix, StringComparison.Ordinal)
            ? SHA256.HashData(Encoding.UTF8.GetBytes(token))
            : null;
}
