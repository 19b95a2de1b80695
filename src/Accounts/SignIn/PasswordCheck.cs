using BookedBarber.Accounts.Identity;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>
/// Whether a password is somebody's. It takes the same time for an address that is nobody's and for an account that is
/// locked: what is compared then is the hash of a password that nobody has.
/// </summary>
public sealed class PasswordCheck(
    UserManager<AccountUser> users, AccountsContext context, IPasswordHasher<AccountUser> hasher)
{
    private const int MaxCountAttempts = 10;

    private static readonly AccountUser Nobody = new() { DisplayName = "" };
    private static string? _nobodysHash;

    /// <summary>Whether the password is that of <paramref name="user"/>, who may be nobody.</summary>
    public async Task<bool> IsRightAsync(AccountUser? user, string password)
    {
        var nobodysHash = _nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        if (user?.PasswordHash is not null && !await users.IsLockedOutAsync(user))
        {
            return await users.CheckPasswordAsync(user, password);
        }

        hasher.VerifyHashedPassword(Nobody, nobodysHash, password);
        return false;
    }

    /// <summary>
    /// Counts a failure; true when there were too many. Failures that come at the same time are counted one by one.
    /// </summary>
    public async Task<bool> FailAsync(AccountUser user)
    {
        for (var attempt = 0; attempt < MaxCountAttempts; attempt++)
        {
            if (await users.IsLockedOutAsync(user) || (await users.AccessFailedAsync(user)).Succeeded)
            {
                return await users.IsLockedOutAsync(user);
            }

            await context.Entry(user).ReloadAsync();
        }

        return true;
    }
}
