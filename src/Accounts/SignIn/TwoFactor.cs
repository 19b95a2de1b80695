using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.Sessions;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>How it stands with somebody's second factor.</summary>
/// <param name="Enabled">Whether there is one.</param>
/// <param name="Required">Whether they must have one.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes are good.</param>
public sealed record TwoFactorState(bool Enabled, bool Required, int RecoveryCodesLeft);

/// <summary>What an authenticator has to be told.</summary>
/// <param name="SharedKey">To type in: base32.</param>
/// <param name="Uri">To show as a QR code: <c>otpauth://</c>.</param>
public sealed record TwoFactorKey(string SharedKey, string Uri);

/// <summary>Setting a second factor up, and giving it up.</summary>
public sealed class TwoFactor(
    UserManager<AccountUser> users,
    IUserStore<AccountUser> store,
    AccountsContext context,
    SecondFactor secondFactor,
    Attempts attempts,
    ProgramSessions sessions,
    AuditLog audit,
    KnownPeople people)
{
    private const string Issuer = "BookedBarber";
    private const int RecoveryCodes = 10;

    private IUserAuthenticatorKeyStore<AccountUser> Keys => (IUserAuthenticatorKeyStore<AccountUser>)store;

    /// <summary>How it stands.</summary>
    public async Task<TwoFactorState> StateAsync(Person person)
    {
        var user = await UserAsync(person);
        return new TwoFactorState(
            user.TwoFactorEnabled, person.NeedsTwoFactor, await users.CountRecoveryCodesAsync(user));
    }

    /// <summary>A new key for an authenticator; nothing changes until a code of it is shown.</summary>
    /// <returns>The key, or <c>two_factor_enabled</c>.</returns>
    public Task<(TwoFactorKey? Key, Refusal? Refusal)> EnrolAsync(Person person, CancellationToken end) =>
        KeyAsync(person, isNew: true, end);

    /// <summary>The key that waits for its first code and may be in an authenticator by now; else a new one.</summary>
    /// <returns>The key, or <c>two_factor_enabled</c>.</returns>
    public Task<(TwoFactorKey? Key, Refusal? Refusal)> WaitingKeyAsync(Person person, CancellationToken end) =>
        KeyAsync(person, isNew: false, end);

    /// <summary>Takes the second factor into use when the code is right; ends all other sessions.</summary>
    /// <returns>The recovery codes, shown once, or <c>invalid_code</c>, <c>two_factor_enabled</c>.</returns>
    public async Task<(IReadOnlyList<string>? RecoveryCodes, Refusal? Refusal)> ConfirmAsync(
        SignedIn who, string code, string? address, CancellationToken end)
    {
        var user = await UserAsync(who.Person);
        if (user.TwoFactorEnabled)
        {
            return (null, new Refusal(RefusalCodes.TwoFactorEnabled, "There is a second factor already."));
        }

        if (await ProblemAsync(user, new(code), end) is { } problem)
        {
            return (null, problem);
        }

        await using var transaction = await context.Database.BeginTransactionAsync(end);
        Check(await users.SetTwoFactorEnabledAsync(user, true));
        var codes = await NewCodesAsync(user);
        await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.TwoFactorEnabled, address, end);
        await transaction.CommitAsync(end);
        await KeepAsync(who, withTwoFactor: true, end);
        return (codes, null);
    }

    /// <summary>
    /// Gives the second factor up; ends all other sessions. Who must have one sets up another next. Who has lost the
    /// authenticator shows a recovery code.
    /// </summary>
    /// <returns>Null, or <c>invalid_code</c>, <c>two_factor_not_enabled</c>.</returns>
    public async Task<Refusal?> DisableAsync(
        SignedIn who, SecondFactorCode code, string? address, CancellationToken end)
    {
        var user = await UserAsync(who.Person);
        if (!user.TwoFactorEnabled)
        {
            return NotEnabled();
        }

        if (await ProblemAsync(user, code, end) is { } problem)
        {
            return problem;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(end);
        await Keys.SetAuthenticatorKeyAsync(user, users.GenerateNewAuthenticatorKey(), end);
        Check(await users.SetTwoFactorEnabledAsync(user, false));
        if (code.IsRecoveryCode)
        {
            await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.RecoveryCodeUsed, address, end);
        }

        await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.TwoFactorDisabled, address, end);
        await transaction.CommitAsync(end);
        await secondFactor.BeginAnewAsync(user, end);
        await KeepAsync(who, withTwoFactor: false, end);
        return null;
    }

    /// <summary>New recovery codes; those from before are good for nothing.</summary>
    /// <returns>The codes, shown once, or <c>invalid_code</c>, <c>two_factor_not_enabled</c>.</returns>
    public async Task<(IReadOnlyList<string>? RecoveryCodes, Refusal? Refusal)> NewRecoveryCodesAsync(
        SignedIn who, string code, string? address, CancellationToken end)
    {
        var user = await UserAsync(who.Person);
        if (!user.TwoFactorEnabled)
        {
            return (null, NotEnabled());
        }

        if (await ProblemAsync(user, new(code), end) is { } problem)
        {
            return (null, problem);
        }

        await using var transaction = await context.Database.BeginTransactionAsync(end);
        var codes = await NewCodesAsync(user);
        await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.RecoveryCodesMade, address, end);
        await transaction.CommitAsync(end);
        return (codes, null);
    }

    private async Task<(TwoFactorKey? Key, Refusal? Refusal)> KeyAsync(Person person, bool isNew, CancellationToken end)
    {
        var user = await UserAsync(person);
        if (user.TwoFactorEnabled)
        {
            return (null, new Refusal(
                RefusalCodes.TwoFactorEnabled, "There is a second factor; give it up before setting up another."));
        }

        var key = isNew ? null : await Keys.GetAuthenticatorKeyAsync(user, end);
        if (key is null)
        {
            // Not by way of the manager, which would end all sessions: this is not yet a way to sign in.
            key = users.GenerateNewAuthenticatorKey();
            await Keys.SetAuthenticatorKeyAsync(user, key, end);
            await users.UpdateAsync(user);
            await secondFactor.BeginAnewAsync(user, end);
        }

        var uri = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(user.Email!)}?secret={key}&issuer={Issuer}&digits=6";
        return (new TwoFactorKey(key, uri), null);
    }

    private static Refusal NotEnabled() => new(RefusalCodes.TwoFactorNotEnabled, "There is no second factor.");

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            // Somebody changed the account at the same time.
            throw new TimeoutException(string.Join(' ', result.Errors.Select(error => error.Description)));
        }
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(AccountUser user) =>
        await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) is { } codes
            ? [.. codes]
            : throw new TimeoutException("Somebody changed the account at the same time.");

    private async Task<Refusal?> ProblemAsync(AccountUser user, SecondFactorCode code, CancellationToken end)
    {
        var attempt = await attempts.BeginAsync(user.Id, end);
        if (attempt == Attempt.Refused)
        {
            return Refusal.LockedOut();
        }

        if (!await secondFactor.IsRightAsync(user, code, end))
        {
            return attempt == Attempt.Last ? Refusal.LockedOut() : Refusal.InvalidCode();
        }

        await attempts.GiveBackAsync(user.Id);
        return null;
    }

    private async Task<AccountUser> UserAsync(Person person) =>
        await users.FindByIdAsync(person.Id.ToString())
        ?? throw new InvalidOperationException("The account of somebody who is signed in is not there.");

    private async Task KeepAsync(SignedIn who, bool withTwoFactor, CancellationToken end)
    {
        people.Forget();
        if (who.Session is { } session)
        {
            await sessions.KeepAsync(session, withTwoFactor, end);
        }
    }
}
