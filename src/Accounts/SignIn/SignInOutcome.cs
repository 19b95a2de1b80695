using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Mails;

namespace BookedBarber.Accounts.SignIn;

/// <summary>Who has signed in.</summary>
/// <param name="User">The account.</param>
/// <param name="WithTwoFactor">Whether with two factors.</param>
public sealed record SignInAnswer(AccountUser User, bool WithTwoFactor);

/// <summary>
/// What becomes of an attempt to sign in, with whatever it was made: failures count and lock out, an address must be
/// confirmed, and the audit log has all of it.
/// </summary>
public sealed class SignInOutcome(
    AccountsDatabase database,
    Attempts attempts,
    MailOutbox outbox,
    AuditLog audit)
{
    /// <summary>An attempt that was counted has failed; the refusal that was given, or <c>locked_out</c>.</summary>
    internal async Task<Refusal> FailAsync(
        AccountUser user, Attempt attempt, string? address, Refusal refusal, CancellationToken end)
    {
        var lockedOut = attempt == Attempt.Last;
        await audit.AddPersonalAsync(
            user.Id, lockedOut ? AuditActions.LockedOut : AuditActions.SignInFailed, address, end);
        return lockedOut ? Refusal.LockedOut() : refusal;
    }

    /// <summary><c>email_not_confirmed</c>, with a new link on its way; null when it was.</summary>
    internal async Task<Refusal?> UnconfirmedAsync(AccountUser user, CancellationToken end)
    {
        if (user.EmailConfirmed)
        {
            return null;
        }

        await using var connection = await database.Source.OpenConnectionAsync(end);
        await outbox.AddAsync(connection, MailKinds.ConfirmEmail, user.Email!, end);
        outbox.Wake();
        return new Refusal(
            RefusalCodes.EmailNotConfirmed, "The e-mail address was not confirmed; a new link is on its way.");
    }

    /// <summary>
    /// Somebody has shown all that they have to. What they have shown is two factors where the account has a second one
    /// set up: a passkey is as good as a password with a code, and does not take the place of setting that up.
    /// </summary>
    internal async Task<SignInAnswer> SucceedAsync(AccountUser user, string? address, CancellationToken end)
    {
        await attempts.ForgetAsync(user.Id);
        await audit.AddPersonalAsync(user.Id, AuditActions.SignedIn, address, end);
        return new SignInAnswer(user, user.TwoFactorEnabled);
    }
}
