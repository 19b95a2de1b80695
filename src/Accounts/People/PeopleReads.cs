using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Members;
using Npgsql;

namespace BookedBarber.Accounts.People;

/// <summary>Reads who somebody is and what they may do: one round trip.</summary>
public sealed class PeopleReads(AccountsDatabase database)
{
    private const string PersonSql = """
        select id, email, display_name, is_administrator, two_factor_enabled, security_stamp
        from accounts.users where id = $1
        """;

    private const string MembershipsSql =
        "select shop_id, role, barber_id from accounts.memberships where user_id = $1 order by created_at, shop_id";

    private const string SessionSql = """
        select user_id, two_factor from accounts.sessions
        join accounts.users on users.id = sessions.user_id and users.security_stamp = sessions.security_stamp
        where sessions.id = $1 and ended_at is null and expires_at > $2
        """;

    /// <summary>Somebody by their id; null when there is no such account.</summary>
    public async Task<Person?> FindAsync(Guid user, CancellationToken end)
    {
        await using var connection = await database.Source.OpenConnectionAsync(end);
        return await ReadAsync(connection, user, end);
    }

    /// <summary>Who has a session that has not ended, and whether with two factors.</summary>
    public async Task<SignedIn?> FindBySessionAsync(Guid session, DateTimeOffset now, CancellationToken end)
    {
        await using var connection = await database.Source.OpenConnectionAsync(end);
        var found = await connection.QueryAsync(
            SessionSql, row => (User: row.GetGuid(0), TwoFactor: row.GetBoolean(1)), end, session, now);
        return found is [var (user, twoFactor)] && await ReadAsync(connection, user, end) is { } person
            ? new SignedIn(person, twoFactor, session)
            : null;
    }

    private static async Task<Person?> ReadAsync(NpgsqlConnection connection, Guid user, CancellationToken end)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Command(PersonSql, user), Command(MembershipsSql, user) },
        };
        await using var reader = await batch.ExecuteReaderAsync(end);
        if (!await reader.ReadAsync(end))
        {
            return null;
        }

        var person = new Person
        {
            Id = reader.GetGuid(0),
            Email = reader.GetString(1),
            Name = reader.GetString(2),
            IsAdministrator = reader.GetBoolean(3),
            HasTwoFactor = reader.GetBoolean(4),
            SecurityStamp = reader.GetString(5),
        };
        await reader.NextResultAsync(end);
        var memberships = new List<Membership>();
        while (await reader.ReadAsync(end))
        {
            memberships.Add(new Membership(
                reader.GetGuid(0), ShopRoles.Parse(reader.GetString(1))!.Value, reader.ValueOrNull<Guid>(2)));
        }

        return person with { Memberships = [.. memberships] };
    }

    private static NpgsqlBatchCommand Command(string sql, Guid user) =>
        new(sql) { Parameters = { new NpgsqlParameter { Value = user } } };
}
