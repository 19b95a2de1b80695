using System.Security.Cryptography;
using BookedBarber.Accounts.Protection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace BookedBarber.Accounts.Identity;

/// <summary>
/// Identity's store, with the keys of authenticators and the recovery codes encrypted: a copy of the database makes
/// nobody's codes.
/// </summary>
internal sealed class AccountUserStore(
    AccountsContext context, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<
        AccountUser, AccountsContext, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>,
        IdentityUserPasskey<Guid>>(context, describer)
{
    private readonly IDataProtector _protector = protection.CreateProtector("BookedBarber.UserTokens.v1");

    /// <inheritdoc/>
    public override Task SetTokenAsync(
        AccountUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(
            user, loginProvider, name, value is null ? null : _protector.Protect(value), cancellationToken);

    /// <inheritdoc/>
    public override async Task<string?> GetTokenAsync(
        AccountUser user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        if (await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is not { } value)
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(value);
        }
        catch (CryptographicException exception) when (!KeyRing.IsAway(exception))
        {
            // The installation's key is another one than when this was written: it is gone.
            return null;
        }
    }
}
