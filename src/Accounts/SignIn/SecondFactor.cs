using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>
/// Checks the codes of a second factor (RFC 6238); one that was taken is not taken again, nor are those before it.
/// </summary>
public sealed class SecondFactor(UserManager<AccountUser> users, AccountsDatabase database, TimeProvider clock)
{
    private const int MaxLength = 64;

    /// <summary>Whether this is the code that somebody's authenticator shows now; uses it up.</summary>
    public async Task<bool> IsRightAsync(AccountUser user, string code, CancellationToken end)
    {
        var digits = code.Length <= MaxLength ? code.Replace(" ", "", StringComparison.Ordinal) : "";
        if (await users.GetAuthenticatorKeyAsync(user) is not { } key
            || AuthenticatorCode.StepOf(key, digits, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        // 5.2 there: a code is good once, and so are those before it, or two could be used in turns.
        return await database.Source.ExecuteAsync(
            "update accounts.users set used_step = $2 where id = $1 and (used_step is null or used_step < $2)",
            end, user.Id, step) == 1;
    }

    /// <summary>There is another key: which codes of the one before were used does not matter for it.</summary>
    public Task BeginAnewAsync(AccountUser user, CancellationToken end) => database.Source.ExecuteAsync(
        "update accounts.users set used_step = null where id = $1", end, user.Id);

    /// <summary>Whether this is one of somebody's recovery codes; uses it up.</summary>
    public async Task<bool> IsRecoveryCodeAsync(AccountUser user, string code) =>
        code.Length <= MaxLength && (await users.RedeemTwoFactorRecoveryCodeAsync(user, code.Trim())).Succeeded;
}
