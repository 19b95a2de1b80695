using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.People;

namespace BookedBarber.Accounts.Members;

/// <summary>An account that may act for every shop.</summary>
/// <param name="Id">The account.</param>
/// <param name="Email">Its address.</param>
/// <param name="Name">How they want to be called.</param>
public sealed record AdministratorAccount(Guid Id, string Email, string Name);

/// <summary>Who may act for every shop. The first of them is made by whoever has the administrator's key.</summary>
public sealed class Administrators(AccountsDatabase database, AuditLog audit, KnownPeople people)
{
    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<AdministratorAccount>> ReadAsync(CancellationToken end) =>
        await database.Source.QueryAsync(
            "select id, email, display_name from accounts.users where is_administrator order by normalized_email",
            row => new AdministratorAccount(row.GetGuid(0), row.GetString(1), row.GetString(2)),
            end);

    /// <summary>Makes somebody one; null when no account has this address, confirmed.</summary>
    /// <param name="entry">Who wants it; the rest is filled in here.</param>
    /// <param name="email">The address.</param>
    /// <param name="end">Gives up.</param>
    public Task<AdministratorAccount?> AddAsync(AuditEntry entry, string email, CancellationToken end) => ChangeAsync(
        "update accounts.users set is_administrator = true where normalized_email = $1 and email_confirmed",
        email.ToUpperInvariant(),
        entry with { Action = AuditActions.AdministratorAdded },
        end);

    /// <summary>Somebody is one no more; null when they were not.</summary>
    /// <param name="entry">Who wants it; the rest is filled in here.</param>
    /// <param name="user">The account.</param>
    /// <param name="end">Gives up.</param>
    public Task<AdministratorAccount?> RemoveAsync(AuditEntry entry, Guid user, CancellationToken end) => ChangeAsync(
        "update accounts.users set is_administrator = false where id = $1 and is_administrator",
        user,
        entry with { Action = AuditActions.AdministratorRemoved },
        end);

    private async Task<AdministratorAccount?> ChangeAsync(
        string sql, object whose, AuditEntry entry, CancellationToken end)
    {
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);
        var changed = await connection.QueryAsync(
            $"{sql} returning id, email, display_name",
            row => new AdministratorAccount(row.GetGuid(0), row.GetString(1), row.GetString(2)),
            end, whose);
        if (changed is not [var account])
        {
            return null;
        }

        await audit.AddAsync(connection, entry with { Subject = account.Id.ToString() }, end);
        await transaction.CommitAsync(end);
        people.Forget();
        return account;
    }
}
