using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Identity;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>What somebody shows to sign in.</summary>
/// <param name="Email">Their e-mail address.</param>
/// <param name="Password">Their password.</param>
/// <param name="Code">Their second factor; null when they have none.</param>
/// <param name="Address">From where they come, for the audit log.</param>
public sealed record Credentials(string Email, string Password, SecondFactorCode? Code, string? Address);

/// <summary>
/// Signing in with a password and, where there is one, a second factor: for programs and for pages. What is refused
/// says nothing about whether there is such an account until the password was right, and takes the same time.
/// </summary>
public sealed class SignIns(
    UserManager<AccountUser> users,
    PasswordCheck passwords,
    SecondFactor secondFactor,
    Attempts attempts,
    SignInOutcome outcome,
    AuditLog audit)
{
    /// <summary>
    /// Who has these credentials, or <c>invalid_credentials</c>, <c>locked_out</c>, <c>email_not_confirmed</c>,
    /// <c>two_factor_required</c>, <c>invalid_code</c>.
    /// </summary>
    public async Task<(SignInAnswer? Answer, Refusal? Refusal)> SignInAsync(
        Credentials credentials, CancellationToken end)
    {
        var user = await users.FindByEmailAsync(credentials.Email);
        if (user is null)
        {
            return await passwords.CheckNobodysAsync(credentials.Email, credentials.Password, end)
                ? (null, Refusal.LockedOut())
                : (null, InvalidCredentials());
        }

        var (isRight, attempt) = await passwords.CheckAsync(user, credentials.Password, end);
        if (attempt == Attempt.Refused)
        {
            return (null, Refusal.LockedOut());
        }

        if (!isRight)
        {
            return (null, await outcome.FailAsync(user, attempt, credentials.Address, InvalidCredentials(), end));
        }

        if (await outcome.UnconfirmedAsync(user, end) is { } unconfirmed)
        {
            await attempts.GiveBackAsync(user.Id);
            return (null, unconfirmed);
        }

        return await SecondFactorProblemAsync(user, attempt, credentials, end) is { } problem
            ? (null, problem)
            : (await outcome.SucceedAsync(user, credentials.Address, end), null);
    }

    private static Refusal InvalidCredentials() =>
        new(RefusalCodes.InvalidCredentials, "No account has this e-mail address and password.");

    private async Task<Refusal?> SecondFactorProblemAsync(
        AccountUser user, Attempt attempt, Credentials credentials, CancellationToken end)
    {
        if (!user.TwoFactorEnabled)
        {
            return null;
        }

        if (credentials.Code is not { } code)
        {
            await attempts.GiveBackAsync(user.Id);
            return new Refusal(
                RefusalCodes.TwoFactorRequired, "This account has a second factor: its code is missing.");
        }

        if (!await secondFactor.IsRightAsync(user, code, end))
        {
            return await outcome.FailAsync(user, attempt, credentials.Address, Refusal.InvalidCode(), end);
        }

        if (code.IsRecoveryCode)
        {
            await audit.AddPersonalAsync(user.Id, AuditActions.RecoveryCodeUsed, credentials.Address, end);
        }

        return null;
    }
}
