using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.People;
using Npgsql;

namespace BookedBarber.Accounts.Members;

/// <summary>Somebody who works for a shop.</summary>
/// <param name="User">The account.</param>
/// <param name="Email">Its e-mail address.</param>
/// <param name="Name">How they want to be called.</param>
/// <param name="Role">What they are.</param>
/// <param name="Barber">Whose calendar is theirs.</param>
/// <param name="Since">Since when.</param>
public sealed record ShopMember(
    Guid User, string Email, string Name, ShopRole Role, Guid? Barber, DateTimeOffset Since);

/// <summary>What became of the wish that somebody works for a shop no more.</summary>
public enum Removal
{
    /// <summary>They do not any more.</summary>
    Removed,

    /// <summary>They did not.</summary>
    NotFound,

    /// <summary>They are the only owner.</summary>
    LastOwner,
}

/// <summary>What became of the wish to found a shop.</summary>
public enum Founding
{
    /// <summary>There is the shop, and its founder owns it.</summary>
    Founded,

    /// <summary>They own too many already; nothing was created.</summary>
    TooMany,

    /// <summary>The shop was not created.</summary>
    Refused,

    /// <summary>The shop is there already, and has people.</summary>
    HasPeople,
}

/// <summary>Who works for a shop.</summary>
public sealed class ShopMembers(
    AccountsDatabase database, AuditLog audit, KnownPeople people, TimeProvider clock)
{
    /// <summary>The members of a shop, the oldest first.</summary>
    public async Task<IReadOnlyList<ShopMember>> ReadAsync(Guid shop, CancellationToken end) =>
        await database.Source.QueryAsync(
            """
            select user_id, email, display_name, role, barber_id, memberships.created_at
            from accounts.memberships join accounts.users on users.id = memberships.user_id
            where shop_id = $1 order by memberships.created_at, user_id
            """,
            row => new ShopMember(
                row.GetGuid(0), row.GetString(1), row.GetString(2), ShopRoles.Parse(row.GetString(3))!.Value,
                row.ValueOrNull<Guid>(4), row.GetFieldValue<DateTimeOffset>(5)),
            end, shop);

    /// <summary>
    /// Ends a membership, and takes back the invitations that they sent. A shop keeps one owner at least.
    /// </summary>
    /// <param name="entry">Who wants it, in which shop; the rest is filled in here.</param>
    /// <param name="user">Whose.</param>
    /// <param name="endFeeds">
    /// Ends the addresses of feeds that they know, before the membership is gone: what fails is asked for again.
    /// </param>
    /// <param name="end">Gives up.</param>
    public async Task<Removal> RemoveAsync(
        AuditEntry entry, Guid user, Func<Membership, Task> endFeeds, CancellationToken end)
    {
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);

        // All of the shop are locked: two owners who remove each other at the same time do not both succeed.
        var members = await connection.QueryAsync(
            """
            select user_id, role, email, barber_id
            from accounts.memberships join accounts.users on users.id = memberships.user_id
            where shop_id = $1 order by user_id for update of memberships
            """,
            row => (User: row.GetGuid(0), Role: row.GetString(1), Email: row.GetString(2),
                Barber: row.ValueOrNull<Guid>(3)),
            end, entry.Shop);
        if (members.All(member => member.User != user))
        {
            return Removal.NotFound;
        }

        var owner = ShopRole.Owner.Name();
        if (members.All(member => member.Role != owner || member.User == user)
            && members.Any(member => member.Role == owner))
        {
            return Removal.LastOwner;
        }

        await connection.ExecuteAsync(
            "delete from accounts.memberships where shop_id = $1 and user_id = $2", end, entry.Shop, user);
        var removed = members.Find(member => member.User == user);
        await audit.AddAsync(
            connection,
            entry with
            {
                Action = AuditActions.MemberRemoved,
                Subject = user.ToString(),
                Detail = AuditDetail.Of(("email", removed.Email), ("role", removed.Role)),
            },
            end);
        var invited = await connection.QueryAsync(
            """
            update accounts.invitations set revoked_at = $3
            where shop_id = $1 and invited_by = $2 and accepted_at is null and revoked_at is null returning email
            """,
            row => row.GetString(0), end, entry.Shop, user, clock.GetUtcNow());
        foreach (var email in invited)
        {
            await audit.AddAsync(
                connection, entry with { Action = AuditActions.InvitationRevoked, Subject = email }, end);
        }

        await endFeeds(new Membership(entry.Shop!.Value, ShopRoles.Parse(removed.Role)!.Value, removed.Barber));
        await transaction.CommitAsync(end);
        people.Forget();
        return Removal.Removed;
    }

    /// <summary>
    /// Makes somebody the owner of a shop that is created meanwhile, unless they own too many; one at a time for each
    /// person, all the while that the shop is being created.
    /// </summary>
    /// <param name="person">Who.</param>
    /// <param name="most">How many shops they may own, this one included.</param>
    /// <param name="create">
    /// Creates the shop; null when that was refused. One that they created before, and that nobody works for since what
    /// follows here was lost, is as good.
    /// </param>
    /// <param name="end">Gives up, until the shop is being created.</param>
    public async Task<Founding> FoundAsync(Person person, int most, Func<Task<Guid?>> create, CancellationToken end)
    {
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);
        await connection.ExecuteAsync("select 1 from accounts.users where id = $1 for update", end, person.Id);
        var owned = await connection.QueryAsync(
            "select count(*) from accounts.memberships where user_id = $1 and role = 'owner'",
            row => row.GetInt64(0), end, person.Id);
        if (owned is not [var count] || count >= most)
        {
            return Founding.TooMany;
        }

        if (await create() is not { } shop)
        {
            return Founding.Refused;
        }

        // There is the shop now: it gets its owner, whether the caller still waits or not.
        var members = await connection.QueryAsync(
            "select 1 from accounts.memberships where shop_id = $1 limit 1",
            row => row.GetInt32(0), CancellationToken.None, shop);
        if (members is not [])
        {
            return Founding.HasPeople;
        }

        var owner = new Membership(shop, ShopRole.Owner, null);
        await PutAsync(connection, person.Id, owner, clock.GetUtcNow(), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        people.Forget();
        return Founding.Founded;
    }

    /// <summary>
    /// Makes or changes a membership in the transaction of the connection; false when they are an owner, and stay one.
    /// </summary>
    internal static async Task<bool> PutAsync(
        NpgsqlConnection connection, Guid user, Membership membership, DateTimeOffset now, CancellationToken end) =>
        await connection.ExecuteAsync(
            """
            insert into accounts.memberships (user_id, shop_id, role, barber_id, created_at)
            values ($1, $2, $3, $4, $5)
            on conflict (user_id, shop_id) do update set role = excluded.role, barber_id = excluded.barber_id
            where memberships.role <> 'owner'
            """,
            end, user, membership.Shop, membership.Role.Name(), membership.Barber, now) == 1;
}
