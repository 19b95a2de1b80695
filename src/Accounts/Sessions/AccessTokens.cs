using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.Protection;
using Microsoft.AspNetCore.DataProtection;

namespace BookedBarber.Accounts.Sessions;

/// <summary>
/// What a program sends with each request: the id of its session and an end, sealed by Data Protection. It is checked
/// without the database; whose session it is, and whether it has ended, is remembered for seconds.
/// </summary>
public sealed class AccessTokens(IDataProtectionProvider protection, KnownPeople people, TimeProvider clock)
{
    /// <summary>How a token begins: nothing else that is sent as Bearer does.</summary>
    public const string Prefix = "bba_";

    /// <summary>How long a token is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const int MaxLength = 512;
    private const int PayloadBytes = 24;

    private readonly IDataProtector _protector = protection.CreateProtector("BookedBarber.AccessTokens.v1");

    /// <summary>Who sends a token; null when it is none, or has ended.</summary>
    public async ValueTask<SignedIn?> IdentifyAsync(string token) =>
        SessionIn(token) is { } session ? await people.BySessionAsync(session) : null;

    /// <summary>A token of a session.</summary>
    internal string Issue(Guid session)
    {
        var payload = new byte[PayloadBytes];
        session.TryWriteBytes(payload, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(
            payload.AsSpan(16), (clock.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds());
        return Prefix + Base64Url.EncodeToString(_protector.Protect(payload));
    }

    private Guid? SessionIn(string token)
    {
        if (token.Length > MaxLength || !token.StartsWith(Prefix, StringComparison.Ordinal)
            || !Base64Url.IsValid(token.AsSpan(Prefix.Length)))
        {
            return null;
        }

        try
        {
            var payload = _protector.Unprotect(Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length)));
            var end = BinaryPrimitives.ReadInt64BigEndian(payload.AsSpan(16));
            return clock.GetUtcNow().ToUnixTimeMilliseconds() < end
                ? new Guid(payload.AsSpan(0, 16), bigEndian: true)
                : null;
        }
        catch (CryptographicException exception) when (!KeyRing.IsAway(exception))
        {
            return null;
        }
    }
}
