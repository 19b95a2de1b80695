using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>Checks the codes of a second factor (RFC 6238); one that was taken is not taken again.</summary>
public sealed class SecondFactor(UserManager<AccountUser> users, AccountsDatabase database, TimeProvider clock)
{
    private const int MaxLength = 64;

    /// <summary>Whether this is the code that somebody's authenticator shows now; uses it up.</summary>
    public async Task<bool> IsRightAsync(AccountUser user, string code, CancellationToken end)
    {
        var digits = code.Length <= MaxLength ? code.Replace(" ", "", StringComparison.Ordinal) : "";
        if (!await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, digits))
        {
            return false;
        }

        // 5.2 there: a code is good once. It is right for two and a half minutes on either side.
        var now = clock.GetUtcNow();
        return await database.Source.ExecuteAsync(
            """
            update accounts.users set used_code = $2, used_code_at = $3
            where id = $1 and (used_code is distinct from $2 or used_code_at < $3 - interval '6 minutes')
            """,
            end, user.Id, digits, now) == 1;
    }

    /// <summary>Whether this is one of somebody's recovery codes; uses it up.</summary>
    public async Task<bool> IsRecoveryCodeAsync(AccountUser user, string code) =>
        code.Length <= MaxLength && (await users.RedeemTwoFactorRecoveryCodeAsync(user, code.Trim())).Succeeded;
}
