using System.Buffers.Text;
using System.Text.Json;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookedBarber.Accounts.Passkeys;

/// <summary>
/// Signing in with a passkey and nothing else: it is found without an e-mail address, so nobody learns which addresses
/// have one, and its authenticator has verified who holds it. What is refused says nothing until the answer was good.
/// </summary>
public sealed class PasskeySignIns(
    UserManager<AccountUser> users,
    IPasskeyHandler<AccountUser> handler,
    AccountsContext context,
    PasskeyChallenges challenges,
    Attempts attempts,
    SignInOutcome outcome)
{
    private const int MaxIdBytes = 1_023;

    /// <summary>What an authenticator is to be asked.</summary>
    public async Task<PasskeyQuestion> AskAsync(HttpContext http)
    {
        var question = await handler.MakeRequestOptionsAsync(user: null, http);
        return new PasskeyQuestion(
            question.RequestOptionsJson, challenges.Seal(PasskeyChallenges.ToSignIn, question.AssertionState!));
    }

    /// <summary>
    /// Whose passkey has answered, or <c>invalid_passkey</c>, <c>locked_out</c>, <c>email_not_confirmed</c>.
    /// </summary>
    public async Task<(SignInAnswer? Answer, Refusal? Refusal)> SignInAsync(
        PasskeyAnswer answer, CancellationToken end)
    {
        if (challenges.Open(PasskeyChallenges.ToSignIn, answer.Ticket) is not { } state)
        {
            return (null, Refusal.InvalidPasskey());
        }

        var shown = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = answer.Http,
            CredentialJson = answer.Credential,
            AssertionState = state,
        });
        if (!shown.Succeeded || !await TakeAsync(shown, state, end))
        {
            return (null, await FailAsync(answer, end));
        }

        var user = shown.User;
        return await users.IsLockedOutAsync(user) ? (null, Refusal.LockedOut())
            : await outcome.UnconfirmedAsync(user, end) is { } unconfirmed ? (null, unconfirmed)
            : (await outcome.SucceedAsync(user, answer.Address, end), null);
    }

    // The count of an authenticator goes on with the answer that had it; of two that come at once, one is the first.
    private async Task<bool> TakeAsync(
        PasskeyAssertionResult<AccountUser> shown, string state, CancellationToken end)
    {
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(end);
            if (!await challenges.UseUpAsync(context.Connection, state, end)
                || !(await users.AddOrUpdatePasskeyAsync(shown.User!, shown.Passkey!)).Succeeded)
            {
                return false;
            }

            await transaction.CommitAsync(end);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // It was removed just now.
            return false;
        }
    }

    // Counted where it names a passkey of somebody, as a wrong password is; the answer is the same for all.
    private async Task<Refusal> FailAsync(PasskeyAnswer answer, CancellationToken end)
    {
        context.ChangeTracker.Clear();
        if (IdIn(answer.Credential) is { } id && await users.FindByPasskeyIdAsync(id) is { } user)
        {
            var attempt = await attempts.BeginAsync(user.Id, end);
            if (attempt != Attempt.Refused)
            {
                await outcome.FailAsync(user, attempt, answer.Address, Refusal.InvalidPasskey(), end);
            }
        }

        return Refusal.InvalidPasskey();
    }

    private static byte[]? IdIn(string credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String
                && id.GetString() is { } text
                && Base64Url.IsValid(text, out var bytes)
                && bytes is > 0 and <= MaxIdBytes
                    ? Base64Url.DecodeFromChars(text)
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
