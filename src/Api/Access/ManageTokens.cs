using System.Buffers.Text;
using System.Security.Cryptography;

namespace BookedBarber.Api.Access;

/// <summary>
/// The token with which a client comes back to a booking: an HMAC-SHA256 over the booking's id. It is not kept
/// anywhere,
/// so a copy of the database opens no booking; and the same booking has the same token when a request is repeated.
/// </summary>
public sealed class ManageTokens
{
    private readonly byte[] _key;

    /// <summary>With the key of this installation, at least 32 bytes.</summary>
    public ManageTokens(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, 32);
        _key = key;
    }

    /// <summary>The token of a booking: 43 characters of base64url.</summary>
    public string TokenFor(Guid bookingId) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, bookingId.ToByteArray(bigEndian: true)));

    /// <summary>Whether a token is that of a booking; takes the same time whatever it is.</summary>
    public bool IsTokenFor(Guid bookingId, string token) => CryptographicOperations.FixedTimeEquals(
        System.Text.Encoding.UTF8.GetBytes(token), System.Text.Encoding.UTF8.GetBytes(TokenFor(bookingId)));
}
