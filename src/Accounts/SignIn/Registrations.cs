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
    MailOutbox outbox,
    AuditLog audit,
    KnownPeople people,
    TimeProvider clock)
{
    /// <summary>
    /// Makes an account that can sign in once its address is confirmed; the mail with the link is committed with it. An
    /// address that has one already gets a mail that says so, and the caller is told the same.
    /// </summary>
    /// <returns>Null, or <c>validation_failed</c>.</returns>
    public async Task<Refusal?> RegisterAsync(
        string email, string password, string displayName, string? address, CancellationToken end)
    {
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

            var kind = created.Succeeded ? MailKinds.ConfirmEmail : MailKinds.AlreadyRegistered;
            await outbox.AddAsync(context.Connection, kind, email, end);
            if (created.Succeeded)
            {
                await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.Registered, address, end);
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

    /// <summary>Confirms an address with the token of the mail; once more does no harm.</summary>
    /// <returns>Null, or <c>invalid_token</c>.</returns>
    public async Task<Refusal?> ConfirmEmailAsync(Guid userId, string token, string? address, CancellationToken end)
    {
        if (AccountToken.Decode(token) is not { } identityToken
            || await users.FindByIdAsync(userId.ToString()) is not { } user)
        {
            return Refusal.InvalidToken();
        }

        await using var transaction = await context.Database.BeginTransactionAsync(end);
        var wasConfirmed = user.EmailConfirmed;
        if (!(await users.ConfirmEmailAsync(user, identityToken)).Succeeded)
        {
            return Refusal.InvalidToken();
        }

        if (!wasConfirmed)
        {
            await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.EmailConfirmed, address, end);
        }

        await transaction.CommitAsync(end);
        people.Forget();
        return null;
    }

    private static bool IsDuplicate(IdentityError error) =>
        error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName);
}
