using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.Sessions;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>Somebody who is to exist before anybody has signed in.</summary>
/// <param name="Email">Their address, which counts as confirmed.</param>
/// <param name="Name">How they are called.</param>
/// <param name="IsAdministrator">Whether they may act for every shop.</param>
/// <param name="Membership">Where they work.</param>
public sealed record FirstUser(string Email, string Name, bool IsAdministrator, Membership? Membership);

/// <summary>
/// Accounts without a password, and the links with which their owners choose one: once, for some days.
/// </summary>
public sealed class FirstSignIns(AccountsDatabase database, TimeProvider clock)
{
    internal const string Prefix = "bbf_";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    /// <summary>
    /// Sees to it that there is such an account. The token of a new link when nobody has signed in with it yet, which
    /// ends the links from before; else null. Without Entity Framework, since it is done while the program starts.
    /// </summary>
    public async Task<string?> EnsureAsync(FirstUser first, CancellationToken end)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);
        var found = await connection.QueryAsync(
            """
            with made as (
              insert into accounts.users (
                id, user_name, normalized_user_name, email, normalized_email, email_confirmed, security_stamp,
                concurrency_stamp, two_factor_enabled, lockout_enabled, access_failed_count, display_name,
                is_administrator, created_at)
              values ($1, $2, $3, $2, $3, true, $4, $4, false, true, 0, $5, $6, $7)
              on conflict do nothing
              returning id)
            select id, true, true from made
            union all
            select id, false, password_hash is null from accounts.users where normalized_email = $3
            """,
            row => (User: row.GetGuid(0), IsNew: row.GetBoolean(1), IsOpen: row.GetBoolean(2)),
            end, Guid.CreateVersion7(now), first.Email, first.Email.ToUpperInvariant(), Guid.NewGuid().ToString("N"),
            first.Name, first.IsAdministrator, now);
        if (found is not [var (user, isNew, isOpen)] || !isOpen)
        {
            return null;
        }

        if (isNew && first.Membership is { } membership)
        {
            await ShopMembers.PutAsync(connection, user, membership, now, end);
        }

        var token = SecretToken.Create(Prefix);
        await connection.ExecuteAsync("delete from accounts.first_sign_ins where user_id = $1", end, user);
        await connection.ExecuteAsync(
            "insert into accounts.first_sign_ins (token_hash, user_id, expires_at) values ($1, $2, $3)",
            end, SecretToken.Hash(token, Prefix), user, now + Lifetime);
        await transaction.CommitAsync(end);
        return token;
    }
}

/// <summary>Uses the link of a <see cref="FirstSignIns"/>.</summary>
public sealed class FirstPassword(
    UserManager<AccountUser> users,
    AccountsContext context,
    HashPlaces places,
    AuditLog audit,
    KnownPeople people,
    TimeProvider clock)
{
    /// <summary>Sets the first password, and uses the link up. Sign in with it then.</summary>
    /// <returns>The account, or <c>invalid_token</c>, <c>validation_failed</c>: then the link stays good.</returns>
    public async Task<(AccountUser? User, Refusal? Refusal)> SetAsync(
        string token, string password, string? address, CancellationToken end)
    {
        if (SecretToken.Hash(token, FirstSignIns.Prefix) is not { } hash)
        {
            return (null, Refusal.InvalidToken());
        }

        using var place = await places.TakeAsync(end);
        await using var transaction = await context.Database.BeginTransactionAsync(end);
        var used = await context.Connection.QueryAsync(
            "delete from accounts.first_sign_ins where token_hash = $1 and expires_at > $2 returning user_id",
            row => row.GetGuid(0), end, hash, clock.GetUtcNow());
        if (used is not [var id] || await users.FindByIdAsync(id.ToString()) is not { PasswordHash: null } user)
        {
            return (null, Refusal.InvalidToken());
        }

        var set = await users.AddPasswordAsync(user, password);
        if (!set.Succeeded)
        {
            return (null, Refusal.Password(set.Errors));
        }

        await audit.AddPersonalAsync(context.Connection, user.Id, AuditActions.PasswordSet, address, end);
        await transaction.CommitAsync(end);
        people.Forget();
        return (user, null);
    }
}
