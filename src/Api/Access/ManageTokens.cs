using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using BookedBarber.Api.Hosting;

namespace BookedBarber.Api.Access;

/// <summary>
/// The token with which a client comes back to a booking: an HMAC-SHA256 over the booking's id. It is not kept
/// anywhere, so a copy of the database opens no booking; and the same booking has the same token when a request is
/// repeated.
/// </summary>
public sealed class ManageTokens
{
    private const int KeyBytes = 32;
    private const string FileName = "manage-token.key";

    private readonly byte[] _key;

    private ManageTokens(byte[] key) => _key = key;

    /// <summary>The key of this installation, from which other keys are derived.</summary>
    public ReadOnlyMemory<byte> InstallationKey => _key;

    /// <summary>With the key of this installation: the one in the settings, or one in the data directory.</summary>
    /// <exception cref="InvalidOperationException">The key is not one; the message names where it stands.</exception>
    public static ManageTokens Open(ApiSettings settings)
    {
        var path = Path.Combine(settings.DataDirectory, FileName);
        var text = settings.ManageTokenKey ?? SecretFile.ReadOrCreate(
            path, () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)));
        var key = new byte[text.Length / 2];
        if (key.Length < KeyBytes || Convert.FromHexString(text, key, out _, out _) != OperationStatus.Done)
        {
            var where = settings.ManageTokenKey is null ? path : ApiSettings.ManageTokenKeyName;
            throw new InvalidOperationException($"{where} must be at least {2 * KeyBytes} hexadecimal digits.");
        }

        return new ManageTokens(key);
    }

    /// <summary>The token of a booking: 43 characters of base64url.</summary>
    public string TokenFor(Guid bookingId) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, bookingId.ToByteArray(bigEndian: true)));

    /// <summary>Whether a token is that of a booking; takes the same time whatever it is.</summary>
    public bool IsTokenFor(Guid bookingId, string token) => CryptographicOperations.FixedTimeEquals(
        System.Text.Encoding.UTF8.GetBytes(token), System.Text.Encoding.UTF8.GetBytes(TokenFor(bookingId)));
}
