using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Mails;
using BookedBarber.Accounts.People;
using Npgsql;

namespace BookedBarber.Accounts.Members;

/// <summary>Somebody who was asked to work for a shop and has not answered.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Email">To whom it went.</param>
/// <param name="Role">What they are to be.</param>
/// <param name="Barber">Whose calendar is to be theirs.</param>
/// <param name="ExpiresAt">Until when they can accept.</param>
public sealed record Invitation(Guid Id, string Email, ShopRole Role, Guid? Barber, DateTimeOffset ExpiresAt);

/// <summary>An invitation as whoever was invited sees it.</summary>
/// <param name="Token">What accepts it.</param>
/// <param name="Shop">How the shop is called.</param>
/// <param name="Role">What they are to be.</param>
/// <param name="Email">To whom it went.</param>
public sealed record OwnInvitation(string Token, string Shop, ShopRole Role, string Email);

/// <summary>Invitations to work for a shop; they go out by mail.</summary>
public sealed class Invitations(
    AccountsDatabase database,
    InvitationTokens tokens,
    MailOutbox outbox,
    AuditLog audit,
    KnownPeople people,
    TimeProvider clock)
{
    /// <summary>How long an invitation is good.</summary>
    public const int LifetimeDays = 7;

    /// <summary>How many a shop can have open, or have sent in a day.</summary>
    public const int MaxOpen = 100;

    private const string MayStillInvite = """
        (invited_by is null
          or exists (
            select from accounts.memberships
            where user_id = invited_by and shop_id = invitations.shop_id and role = 'owner')
          or exists (select from accounts.users where users.id = invited_by and is_administrator))
        """;

    private const string OwnSql = $"""
        select id, shop_name, role, email from accounts.invitations
        where accepted_at is null and revoked_at is null and expires_at > $1 and {MayStillInvite}
        """;

    /// <summary>Invites somebody; null when too many of the shop are open, or were sent in a day.</summary>
    /// <param name="entry">Who invites, in which shop; the rest is filled in here.</param>
    /// <param name="shopName">How the shop is called in the mail.</param>
    /// <param name="email">To whom.</param>
    /// <param name="role">What they are to be.</param>
    /// <param name="barber">Whose calendar is to be theirs.</param>
    /// <param name="end">Gives up.</param>
    public async Task<Invitation?> AddAsync(
        AuditEntry entry, string shopName, string email, ShopRole role, Guid? barber, CancellationToken end)
    {
        var now = clock.GetUtcNow();
        var invitation = new Invitation(
            Guid.CreateVersion7(now), email, role, barber, now + TimeSpan.FromDays(LifetimeDays));
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);
        var added = await connection.ExecuteAsync(
            """
            insert into accounts.invitations (
              id, shop_id, shop_name, email, role, barber_id, created_at, expires_at, invited_by)
            select
              $1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::uuid, $7::timestamptz, $8::timestamptz, $10::uuid
            where $9 > (
              select count(*) from accounts.invitations
              where shop_id = $2 and (
                created_at > $7 - interval '1 day'
                or (accepted_at is null and revoked_at is null and expires_at > $7)))
            """,
            end, invitation.Id, entry.Shop, shopName, email, role.Name(), barber, now, invitation.ExpiresAt, MaxOpen,
            entry.Actor.PersonId);
        if (added == 0)
        {
            return null;
        }

        await outbox.AddAsync(connection, MailKinds.Invitation, email, end, invitation.Id);
        await audit.AddAsync(
            connection,
            entry with { Action = AuditActions.MemberInvited, Subject = email, Detail = AuditDetail.Of(role, barber) },
            end);
        await transaction.CommitAsync(end);
        outbox.Wake();
        return invitation;
    }

    /// <summary>The open invitations of a shop, the oldest first.</summary>
    public async Task<IReadOnlyList<Invitation>> ReadAsync(Guid shop, CancellationToken end) =>
        await database.Source.QueryAsync(
            """
            select id, email, role, barber_id, expires_at from accounts.invitations
            where shop_id = $1 and accepted_at is null and revoked_at is null and expires_at > $2
            order by created_at, id
            """,
            row => new Invitation(
                row.GetGuid(0), row.GetString(1), ShopRoles.Parse(row.GetString(2))!.Value, row.ValueOrNull<Guid>(3),
                row.GetFieldValue<DateTimeOffset>(4)),
            end, shop, clock.GetUtcNow());

    /// <summary>
    /// The open invitations that went to somebody's address, which is confirmed: so they need not have come by the mail
    /// of the invitation. The oldest first.
    /// </summary>
    public async Task<IReadOnlyList<OwnInvitation>> ReadForAsync(Person person, CancellationToken end) =>
        await database.Source.QueryAsync(
            $"{OwnSql} and lower(email) = lower($2) order by created_at, id limit {MaxOpen}",
            ReadOwn, end, clock.GetUtcNow(), person.Email);

    /// <summary>The invitation of a link; null when it has ended.</summary>
    public async Task<OwnInvitation?> FindAsync(string token, CancellationToken end) =>
        tokens.Read(token) is { } id
            ? (await database.Source.QueryAsync($"{OwnSql} and id = $2", ReadOwn, end, clock.GetUtcNow(), id))
                .FirstOrDefault()
            : null;

    /// <summary>Takes an open invitation back; false when the shop has no such invitation.</summary>
    public async Task<bool> RevokeAsync(AuditEntry entry, Guid invitation, CancellationToken end)
    {
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);
        var revoked = await connection.QueryAsync(
            """
            update accounts.invitations set revoked_at = $3
            where id = $1 and shop_id = $2 and accepted_at is null and revoked_at is null returning email
            """,
            row => row.GetString(0), end, invitation, entry.Shop, clock.GetUtcNow());
        if (revoked is not [var email])
        {
            return false;
        }

        await audit.AddAsync(
            connection, entry with { Action = AuditActions.InvitationRevoked, Subject = email }, end);
        await transaction.CommitAsync(end);
        return true;
    }

    /// <summary>
    /// Makes somebody a member of the shop that invited them; null when the invitation has ended, went to another
    /// address than theirs, or came from somebody who may not invite any more. An owner stays what they are.
    /// </summary>
    public async Task<Membership?> AcceptAsync(string token, Person person, string? address, CancellationToken end)
    {
        if (tokens.Read(token) is not { } id)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);
        var accepted = await connection.QueryAsync(
            $"""
            update accounts.invitations set accepted_at = $3
            where id = $1 and lower(email) = lower($2)
              and accepted_at is null and revoked_at is null and expires_at > $3 and {MayStillInvite}
            returning shop_id, role, barber_id
            """,
            row => new Membership(
                row.GetGuid(0), ShopRoles.Parse(row.GetString(1))!.Value, row.ValueOrNull<Guid>(2)),
            end, id, person.Email, now);
        if (accepted is not [var membership])
        {
            return null;
        }

        if (!await ShopMembers.PutAsync(connection, person.Id, membership, now, end))
        {
            await transaction.CommitAsync(end);
            return new Membership(membership.Shop, ShopRole.Owner, person.In(membership.Shop)?.Barber);
        }

        await audit.AddAsync(
            connection,
            new AuditEntry
            {
                Actor = AuditActor.Person(person.Id, person.Email),
                Action = AuditActions.MemberAdded,
                Shop = membership.Shop,
                Subject = person.Id.ToString(),
                Detail = AuditDetail.Of(membership.Role, membership.Barber),
                Address = address,
            },
            end);
        await transaction.CommitAsync(end);
        people.Forget();
        return membership;
    }

    private OwnInvitation ReadOwn(NpgsqlDataReader row) => new(
        tokens.For(row.GetGuid(0)), row.GetString(1), ShopRoles.Parse(row.GetString(2))!.Value, row.GetString(3));
}
