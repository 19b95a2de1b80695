using System.Buffers.Text;
using System.Security.Cryptography;
using BookedBarber.Accounts.Protection;
using Microsoft.AspNetCore.DataProtection;

namespace BookedBarber.Accounts.Members;

/// <summary>What an invitation's link carries: its id, sealed. Nothing of it is in the database.</summary>
public sealed class InvitationTokens(IDataProtectionProvider protection)
{
    private const int MaxLength = 512;

    private readonly IDataProtector _protector = protection.CreateProtector("BookedBarber.Invitations.v1");

    /// <summary>The token of an invitation.</summary>
    public string For(Guid invitation) => Base64Url.EncodeToString(_protector.Protect(invitation.ToByteArray()));

    /// <summary>The invitation of a token; null when it is none of ours.</summary>
    public Guid? Read(string token)
    {
        if (token.Length is 0 or > MaxLength || !Base64Url.IsValid(token))
        {
            return null;
        }

        try
        {
            return new Guid(_protector.Unprotect(Base64Url.DecodeFromChars(token)));
        }
        catch (CryptographicException exception) when (!KeyRing.IsAway(exception))
        {
            return null;
        }
    }
}
