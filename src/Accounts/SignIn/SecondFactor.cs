using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>What is shown as a second factor.</summary>
/// <param name="Text">What was written.</param>
/// <param name="IsRecoveryCode">Whether it is a recovery code, and not what an authenticator shows.</param>
public sealed record SecondFactorCode(string Text, bool IsRecoveryCode = false)
{
    /// <summary>
    /// What somebody wrote where both are taken: an authenticator shows six digits, which people write in groups.
    /// </summary>
    public static SecondFactorCode Of(string text)
    {
        var code = text.Replace(" ", "", StringComparison.Ordinal);
        return new(code, IsRecoveryCode: code.Length != 6 || !code.All(char.IsAsciiDigit));
    }

    /// <summary>What a program sent as the one or the other; null when neither.</summary>
    public static SecondFactorCode? Of(string? code, string? recoveryCode) =>
        recoveryCode is not null ? new(recoveryCode, IsRecoveryCode: true) : code is null ? null : new(code);
}

/// <summary>
/// Checks the codes of a second factor (RFC 6238); one that was taken is not taken again, nor are those before it.
/// </summary>
public sealed class SecondFactor(UserManager<AccountUser> users, AccountsDatabase database, TimeProvider clock)
{
    private const int MaxLength = 64;

    /// <summary>
    /// Whether this is what somebody's authenticator shows now, or one of their recovery codes; uses it up.
    /// </summary>
    public Task<bool> IsRightAsync(AccountUser user, SecondFactorCode code, CancellationToken end) =>
        code.IsRecoveryCode ? IsRecoveryCodeAsync(user, code.Text) : IsShownNowAsync(user, code.Text, end);

    /// <summary>There is another key: which codes of the one before were used does not matter for it.</summary>
    public Task BeginAnewAsync(AccountUser user, CancellationToken end) => database.Source.ExecuteAsync(
        "update accounts.users set used_step = null where id = $1", end, user.Id);

    private async Task<bool> IsShownNowAsync(AccountUser user, string code, CancellationToken end)
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

    private async Task<bool> IsRecoveryCodeAsync(AccountUser user, string code) =>
        code.Length <= MaxLength && (await users.RedeemTwoFactorRecoveryCodeAsync(user, code.Trim())).Succeeded;
}
