using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Mails;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>What somebody shows to sign in.</summary>
/// <param name="Email">Their e-mail address.</param>
/// <param name="Password">Their password.</param>
/// <param name="Code">What their authenticator shows; null when they have none.</param>
/// <param name="RecoveryCode">One of their recovery codes instead.</param>
/// <param name="Address">From where they come, for the audit log.</param>
public sealed record Credentials(string Email, string Password, string? Code, string? RecoveryCode, string? Address);

/// <summary>Who has signed in.</summary>
/// <param name="User">The account.</param>
/// <param name="WithTwoFactor">Whether with two factors.</param>
public sealed record SignInAnswer(AccountUser User, bool WithTwoFactor);

/// <summary>
/// Signing in with a password and, where there is one, a second factor: for programs and for pages. What is refused
/// says nothing about whether there is such an account until the password was right, and takes the same time.
/// </summary>
public sealed class SignIns(
    UserManager<AccountUser> users,
    AccountsDatabase database,
    PasswordCheck passwords,
    SecondFactor secondFactor,
    Attempts attempts,
    MailOutbox outbox,
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
            return (null, await FailAsync(user, attempt, credentials.Address, InvalidCredentials(), end));
        }

        if (!user.EmailConfirmed)
        {
            await attempts.GiveBackAsync(user.Id);
            await ConfirmAgainAsync(user, end);
            return (null, new Refusal(
                RefusalCodes.EmailNotConfirmed, "The e-mail address was not confirmed; a new link is on its way."));
        }

        if (await SecondFactorProblemAsync(user, attempt, credentials, end) is { } problem)
        {
            return (null, problem);
        }

        await attempts.ForgetAsync(user.Id);
        await audit.AddPersonalAsync(user.Id, AuditActions.SignedIn, credentials.Address, end);
        return (new SignInAnswer(user, user.TwoFactorEnabled), null);
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

        if (credentials.RecoveryCode is { } recoveryCode)
        {
            if (!await secondFactor.IsRecoveryCodeAsync(user, recoveryCode))
            {
                return await FailAsync(user, attempt, credentials.Address, Refusal.InvalidCode(), end);
            }

            await audit.AddPersonalAsync(user.Id, AuditActions.RecoveryCodeUsed, credentials.Address, end);
            return null;
        }

        if (credentials.Code is not { } code)
        {
            await attempts.GiveBackAsync(user.Id);
            return new Refusal(
                RefusalCodes.TwoFactorRequired, "This account has a second factor: its code is missing.");
        }

        return await secondFactor.IsRightAsync(user, code, end)
            ? null
            : await FailAsync(user, attempt, credentials.Address, Refusal.InvalidCode(), end);
    }

    private async Task<Refusal> FailAsync(
        AccountUser user, Attempt attempt, string? address, Refusal refusal, CancellationToken end)
    {
        var lockedOut = attempt == Attempt.Last;
        await audit.AddPersonalAsync(
            user.Id, lockedOut ? AuditActions.LockedOut : AuditActions.SignInFailed, address, end);
        return lockedOut ? Refusal.LockedOut() : refusal;
    }

    private async Task ConfirmAgainAsync(AccountUser user, CancellationToken end)
    {
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await outbox.AddAsync(connection, MailKinds.ConfirmEmail, user.Email!, end);
        outbox.Wake();
    }
}
