using BookedBarber.Accounts.Identity;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>
/// Whether a password is somebody's. It takes the same time for an address that is nobody's and for an account that is
/// locked: what is compared then is the hash of a password that nobody has.
/// </summary>
public sealed class PasswordCheck(
    UserManager<AccountUser> users,
    IPasswordHasher<AccountUser> hasher,
    HashPlaces places,
    Attempts attempts,
    LockedNames lockedNames)
{
    private static readonly AccountUser Nobody = new() { DisplayName = "" };
    private static string? _nobodysHash;

    /// <summary>
    /// Whether the password is that of <paramref name="user"/>, and the attempt, which is counted until it is given
    /// back.
    /// </summary>
    /// <exception cref="TooBusyException">Too many are being checked; this one does not count.</exception>
    public async Task<(bool IsRight, Attempt Attempt)> CheckAsync(
        AccountUser user, string password, CancellationToken end)
    {
        using var place = await places.TakeAsync(end);
        var attempt = await attempts.BeginAsync(user.Id, end);
        if (attempt != Attempt.Refused && user.PasswordHash is not null)
        {
            return (await users.CheckPasswordAsync(user, password), attempt);
        }

        Compare(password);
        return (false, attempt);
    }

    /// <summary>The same for an address that is nobody's; true when there were too many attempts.</summary>
    /// <exception cref="TooBusyException">Too many are being checked; this one does not count.</exception>
    public async Task<bool> CheckNobodysAsync(string email, string password, CancellationToken end)
    {
        using var place = await places.TakeAsync(end);
        var locked = await lockedNames.FailAsync(users.NormalizeEmail(email) ?? "", end);
        Compare(password);
        return locked;
    }

    private void Compare(string password)
    {
        var nobodysHash = _nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(Nobody, nobodysHash, password);
    }
}
