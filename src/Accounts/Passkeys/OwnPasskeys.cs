using System.Buffers.Text;
using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Mails;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.Sessions;
using BookedBarber.Accounts.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookedBarber.Accounts.Passkeys;

/// <summary>A passkey of somebody.</summary>
/// <param name="Id">The id that its authenticator gave it, base64url.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="AddedAt">Since when it signs in.</param>
public sealed record Passkey(string Id, string Name, DateTimeOffset AddedAt);

/// <summary>The passkeys of who is signed in (WebAuthn).</summary>
public sealed class OwnPasskeys(
    UserManager<AccountUser> users,
    IPasskeyHandler<AccountUser> handler,
    AccountsContext context,
    PasskeyChallenges challenges,
    MailOutbox outbox,
    ProgramSessions sessions,
    AuditLog audit,
    KnownPeople people)
{
    /// <summary>How many one account may have.</summary>
    public const int MaxPasskeys = 10;

    private const int MaxIdLength = 2_048;

    /// <summary>All of somebody's, the oldest first.</summary>
    public async Task<IReadOnlyList<Passkey>> ReadAsync(Person person) =>
        [.. (await users.GetPasskeysAsync(await UserAsync(person)))
            .OrderBy(passkey => passkey.CreatedAt)
            .Select(passkey => new Passkey(
                Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt))];

    /// <summary>What an authenticator is to be asked for a new one.</summary>
    public async Task<PasskeyQuestion> AskAsync(Person person, HttpContext http)
    {
        var user = await UserAsync(person);
        var question = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.DisplayName },
            http);
        return new PasskeyQuestion(
            question.CreationOptionsJson, challenges.Seal(PasskeyChallenges.ToAdd, question.AttestationState!));
    }

    /// <summary>Adds the passkey that an authenticator has made.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="answer">The authenticator's answer, with the ticket of the question.</param>
    /// <param name="end">Gives up.</param>
    /// <returns>Null, or <c>invalid_passkey</c>, <c>too_many_passkeys</c>.</returns>
    public async Task<Refusal?> AddAsync(Person person, string name, PasskeyAnswer answer, CancellationToken end)
    {
        if (challenges.Open(PasskeyChallenges.ToAdd, answer.Ticket) is not { } state)
        {
            return Refusal.InvalidPasskey();
        }

        var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = answer.Http,
            CredentialJson = answer.Credential,
            AttestationState = state,
        });
        if (!made.Succeeded || made.UserEntity.Id != person.Id.ToString())
        {
            return Refusal.InvalidPasskey();
        }

        var user = await UserAsync(person);
        await using var transaction = await context.Database.BeginTransactionAsync(end);
        if ((await users.GetPasskeysAsync(user)).Count >= MaxPasskeys)
        {
            return new Refusal(RefusalCodes.TooManyPasskeys, $"An account has {MaxPasskeys} passkeys at most.");
        }

        made.Passkey.Name = name;
        if (!await challenges.UseUpAsync(context.Connection, state, end)
            || !(await users.AddOrUpdatePasskeyAsync(user, made.Passkey)).Succeeded)
        {
            return Refusal.InvalidPasskey();
        }

        await audit.AddPersonalAsync(
            context.Connection, user.Id, AuditActions.PasskeyAdded, answer.Address, end, ("passkey", name));
        await outbox.AddAsync(context.Connection, MailKinds.PasskeyAdded, user.Email!, end);
        await transaction.CommitAsync(end);
        outbox.Wake();
        return null;
    }

    /// <summary>
    /// Removes a passkey, and ends all other sessions: some may have begun with it, which was lost perhaps.
    /// </summary>
    /// <returns>False when they have no such passkey.</returns>
    public async Task<bool> RemoveAsync(SignedIn who, string id, string? address, CancellationToken end)
    {
        if (id.Length > MaxIdLength || !Base64Url.IsValid(id))
        {
            return false;
        }

        if (!await RemoveAsync(await UserAsync(who.Person), Base64Url.DecodeFromChars(id), address, end))
        {
            return false;
        }

        people.Forget();
        if (who.Session is { } session)
        {
            await sessions.KeepAsync(session, who.WithTwoFactor, end);
        }

        return true;
    }

    private async Task<bool> RemoveAsync(AccountUser user, byte[] id, string? address, CancellationToken end)
    {
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(end);
            if (await users.GetPasskeyAsync(user, id) is not { } passkey
                || !(await users.RemovePasskeyAsync(user, id)).Succeeded
                || !(await users.UpdateSecurityStampAsync(user)).Succeeded)
            {
                return false;
            }

            await audit.AddPersonalAsync(
                context.Connection, user.Id, AuditActions.PasskeyRemoved, address, end, ("passkey", passkey.Name));
            await transaction.CommitAsync(end);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // The button was pressed twice.
            return false;
        }
    }

    private async Task<AccountUser> UserAsync(Person person) =>
        await users.FindByIdAsync(person.Id.ToString())
        ?? throw new InvalidOperationException("The account of somebody who is signed in is not there.");
}
