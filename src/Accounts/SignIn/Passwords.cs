using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Mails;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.Sessions;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>New passwords: for who has forgotten theirs, and for who is signed in.</summary>
public sealed class Passwords(
    UserManager<AccountUser> users,
    AccountsContext context,
    AccountsDatabase database,
    AccountsSettings settings,
    PasswordCheck check,
    HashPlaces places,
    Attempts attempts,
    MailOutbox outbox,
    ProgramSessions sessions,
    AuditLog audit,
    KnownPeople people)
{
    /// <summary>The longest password that is taken.</summary>
    public const int MaxLength = 256;

    /// <summary>Writes to the address, if it is somebody's; the caller learns nothing and waits as long.</summary>
    /// <returns>Null, or <c>mail_unavailable</c>.</returns>
    public async Task<Refusal?> ForgetAsync(string email, CancellationToken end)
    {
        if (!settings.HasMail)
        {
            return Refusal.NoMail();
        }

        await using var connection = await database.Source.OpenConnectionAsync(end);
        await outbox.AddAsync(connection, MailKinds.ResetPassword, email, end);
        outbox.Wake();
        return null;
    }

    /// <summary>
    /// Sets a password with the token of the mail, ends all sessions and the lock-out. It confirms the address, too.
    /// </summary>
    /// <returns>Null, or <c>invalid_token</c>, <c>validation_failed</c>.</returns>
    public async Task<Refusal?> ResetAsync(
        Guid userId, string token, string password, string? address, CancellationToken end)
    {
        if (AccountToken.Decode(token) is not { } identityToken
            || await users.FindByIdAsync(userId.ToString()) is not { } user)
        {
            return Refusal.InvalidToken();
        }

        using var place = await places.TakeAsync(end);
        await using var transaction = await context.Database.BeginTransactionAsync(end);
        var reset = await users.ResetPasswordAsync(user, identityToken, password);
        if (!reset.Succeeded)
        {
            return reset.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.InvalidToken))
                ? Refusal.InvalidToken()
                : Refusal.Password(reset.Errors);
        }

        if (!user.EmailConfirmed)
        {
            // Whoever registered was perhaps somebody else, who made the name up as well.
            user.EmailConfirmed = true;
            user.DisplayName = user.Email!;
            await users.UpdateAsync(user);
            await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.EmailConfirmed, address, end);
        }

        await Attempts.ForgetAsync(context.Connection, user.Id, end);
        await AnnounceAsync(user, address, end);
        await transaction.CommitAsync(end);
        Done();
        return null;
    }

    /// <summary>Changes the password of who is signed in and knows it; ends all other sessions.</summary>
    /// <returns>Null, or <c>invalid_credentials</c>, <c>locked_out</c>, <c>validation_failed</c>.</returns>
    public async Task<Refusal?> ChangeAsync(
        SignedIn who, string current, string password, string? address, CancellationToken end)
    {
        var user = await users.FindByIdAsync(who.Person.Id.ToString());
        if (user is null)
        {
            return Refusal.LockedOut();
        }

        var (isRight, attempt) = await check.CheckAsync(user, current, end);
        if (!isRight)
        {
            return attempt == Attempt.Counted
                ? new Refusal(RefusalCodes.InvalidCredentials, "This is not the password of this account.")
                : Refusal.LockedOut();
        }

        await attempts.GiveBackAsync(user.Id);
        using var place = await places.TakeAsync(end);
        await using var transaction = await context.Database.BeginTransactionAsync(end);
        var changed = await users.ChangePasswordAsync(user, current, password);
        if (!changed.Succeeded)
        {
            return Refusal.Password(changed.Errors);
        }

        await AnnounceAsync(user, address, end);
        await transaction.CommitAsync(end);
        Done();
        if (who.Session is { } session)
        {
            await sessions.KeepAsync(session, who.WithTwoFactor, end);
        }

        return null;
    }

    private async Task AnnounceAsync(AccountUser user, string? address, CancellationToken end)
    {
        await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.PasswordSet, address, end);
        await outbox.AddAsync(context.Connection, MailKinds.PasswordChanged, user.Email!, end);
        if (!user.TwoFactorEnabled)
        {
            // Whoever knew the old password may have seen the key that waits for its first code.
            await context.Connection.ExecuteAsync("delete from accounts.user_tokens where user_id = $1", end, user.Id);
        }
    }

    private void Done()
    {
        people.Forget();
        outbox.Wake();
    }
}
