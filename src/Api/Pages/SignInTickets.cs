using System.Security.Cryptography;
using System.Text.Json;
using BookedBarber.Accounts.Protection;
using Microsoft.AspNetCore.DataProtection;

namespace BookedBarber.Api.Pages;

/// <summary>
/// A password that was right, sealed for some minutes, while its owner looks for the code of the second factor. It is
/// with the browser, which cannot read it; nothing of a sign-in that is not finished is kept here.
/// </summary>
internal sealed class SignInTickets(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("BookedBarber.SignInTicket").ToTimeLimitedDataProtector();

    /// <summary>Seals what was shown so far, and where it is to lead.</summary>
    public string Seal(SignInTicket ticket) => _protector.Protect(JsonSerializer.Serialize(ticket), Lifetime);

    /// <summary>What was sealed; null when it is not ours, or too old.</summary>
    public SignInTicket? Open(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SignInTicket>(_protector.Unprotect(text));
        }
        catch (CryptographicException exception) when (!KeyRing.IsAway(exception))
        {
            return null;
        }
    }
}

/// <summary>The first half of a sign-in.</summary>
/// <param name="Email">The address.</param>
/// <param name="Password">The password.</param>
/// <param name="Remember">Whether the cookie outlives the browser.</param>
/// <param name="Return">Where it leads.</param>
internal sealed record SignInTicket(string Email, string Password, bool Remember, string Return);
