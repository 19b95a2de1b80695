using System.Security.Cryptography;
using System.Text;
using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Mails;
using BookedBarber.Accounts.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BookedBarber.Accounts.SignIn;

/// <summary>Making an account, and confirming its e-mail address.</summary>
public sealed class Registrations(
    UserManager<AccountUser> users,
    AccountsContext context,
    HashPlaces places,
    PasswordCheck passwords,
    Attempts attempts,
    AccountsSettings settings,
    MailOutbox outbox,
    AuditLog audit,
    KnownPeople people,
    TimeProvider clock)
{
    /// <summary>
    /// Makes an account that can sign in once its address is confirmed; the mail with the link is committed with it. An
    /// address that has one already gets a mail that says so, and the caller is told the same. As long as nobody has
    /// confirmed it, whoever registers last is the one who can.
    /// </summary>
    /// <returns>Null, or <c>validation_failed</c>, <c>mail_unavailable</c>.</returns>
    public async Task<Refusal?> RegisterAsync(
        string email, string password, string displayName, string? address, CancellationToken end)
    {
        if (!settings.HasMail)
        {
            return Refusal.NoMail();
        }

        var now = clock.GetUtcNow();
        var user = new AccountUser
        {
            Id = Guid.CreateVersion7(now),
            UserName = email,
            Email = email,
            DisplayName = displayName,
            CreatedAt = now,
        };
        using var place = await places.TakeAsync(end);
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(end);
            var created = await users.CreateAsync(user, password);
            if (created.Errors.Where(error => !IsDuplicate(error)).ToList() is { Count: > 0 } errors)
            {
                return Refusal.Password(errors);
            }

            var registered = created.Succeeded ? user.Id : await ReplaceAsync(user);
            var kind = registered is null ? MailKinds.AlreadyRegistered : MailKinds.ConfirmEmail;
            await outbox.AddAsync(context.Connection, kind, email, end);
            if (registered is { } id)
            {
                await audit.AddPersonalAsync(context.Connection, id, AuditActions.Registered, address, end);
            }

            await transaction.CommitAsync(end);
        }
        catch (DbUpdateException exception) when (
            exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Somebody registered the same address a moment ago, and has been written to.
        }

        outbox.Wake();
        return null;
    }

    /// <summary>
    /// Confirms an address with the token of the mail and the password of the registration: whoever reads the mail need
    /// not be who has registered, and would confirm the password of a stranger. Once more does no harm.
    /// </summary>
    /// <returns>Null, or <c>invalid_token</c>, <c>invalid_credentials</c>, <c>locked_out</c>.</returns>
    public async Task<Refusal?> ConfirmEmailAsync(
        Guid userId, string token, string password, string? address, CancellationToken end)
    {
        if (AccountToken.Decode(token) is not { } identityToken
            || await users.FindByIdAsync(userId.ToString()) is not { } user
            || !await users.VerifyUserTokenAsync(
                user, users.Options.Tokens.EmailConfirmationTokenProvider, PurposeOf(user), identityToken))
        {
            return Refusal.InvalidToken();
        }

        var (isRight, attempt) = await passwords.CheckAsync(user, password, end);
        if (!isRight)
        {
            return attempt == Attempt.Counted
                ? new Refusal(
                    RefusalCodes.InvalidCredentials, "This is not the password that the account was made with.")
                : Refusal.LockedOut();
        }

        await attempts.GiveBackAsync(user.Id);

        if (user.EmailConfirmed)
        {
            return null;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(end);
        user.EmailConfirmed = true;
        if (!(await users.UpdateAsync(user)).Succeeded)
        {
            // Somebody registered the address anew at the same time: this link has ended.
            return Refusal.InvalidToken();
        }

        await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.EmailConfirmed, address, end);
        await transaction.CommitAsync(end);
        people.Forget();
        return null;
    }

    /// <summary>What the link of a confirmation carries: good for the registration that its mail belongs to.</summary>
    internal static async Task<string> ConfirmationTokenAsync(UserManager<AccountUser> users, AccountUser user) =>
        await users.GenerateUserTokenAsync(
            user, users.Options.Tokens.EmailConfirmationTokenProvider, PurposeOf(user));

    // Each registration has a hash of its own. The security stamp would end links for a new password as well: whoever
    // registers an address again and again would keep its owner out.
    private static string PurposeOf(AccountUser user) =>
        "ConfirmEmail." + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(user.PasswordHash ?? "")), 0, 8);

    /// <summary>
    /// Puts a registration in the place of one of the same address that was not confirmed; null when there is none.
    /// </summary>
    private async Task<Guid?> ReplaceAsync(AccountUser registered)
    {
        if (await users.FindByEmailAsync(registered.Email!) is not { EmailConfirmed: false } known)
        {
            return null;
        }

        known.PasswordHash = registered.PasswordHash;
        known.DisplayName = registered.DisplayName;
        known.CreatedAt = registered.CreatedAt;
        return (await users.UpdateAsync(known)).Succeeded ? known.Id : null;
    }

    private static bool IsDuplicate(IdentityError error) =>
        error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName);
}
