using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Accounts.Database;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Accounts.Audit;

/// <summary>Who changed what. It only grows: the database refuses everything else.</summary>
/// <param name="database">Where it is.</param>
/// <param name="clock">When something was done.</param>
public sealed class AuditLog(AccountsDatabase database, TimeProvider clock)
{
    /// <summary>The most entries that one page has.</summary>
    public const int MaxPage = 200;

    private const string Columns =
        "occurred_at, shop_id, actor_kind, actor_id, actor_name, action, subject, detail, address";

    // Somebody's own actions are read by the owners of all shops where they work.
    private const string PersonalSql = $"""
        insert into accounts.audit_log ({Columns})
        select
          $2, memberships.shop_id, 'person', users.id, users.email, $3::text, users.id::text, $5::text::jsonb, $4::text
        from accounts.users left join accounts.memberships on memberships.user_id = users.id
        where users.id = $1
        """;

    /// <summary>Writes an entry; it is committed when this returns.</summary>
    public async Task AddAsync(AuditEntry entry, CancellationToken end)
    {
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await AddAsync(connection, entry, end);
    }

    /// <summary>The entries of a shop, the latest first.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="before">Only entries older than that one.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="end">Gives up.</param>
    public async Task<IReadOnlyList<AuditRecord>> ReadAsync(
        Guid shop, long? before, int count, CancellationToken end) =>
        await database.Source.QueryAsync(
            $"""
            select id, {Columns} from accounts.audit_log
            where shop_id = $1 and id < $2 order by id desc limit $3
            """,
            Read, end, shop, before ?? long.MaxValue, Math.Min(count, MaxPage));

    /// <summary>
    /// What things of a shop were called when the log last said so, by their ids as they stand in it as subjects: it
    /// knows those that are gone as well.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> FindNamesAsync(
        Guid shop, IReadOnlyCollection<string> subjects, CancellationToken end) =>
        subjects.Count == 0
            ? new Dictionary<string, string>()
            : (await database.Source.QueryAsync(
                """
                select distinct on (subject) subject, detail->>'name' from accounts.audit_log
                where shop_id = $1 and subject = any($2) and detail->>'name' is not null order by subject, id desc
                """,
                row => (Subject: row.GetString(0), Name: row.GetString(1)), end, shop, subjects.ToArray()))
                .ToDictionary(found => found.Subject, found => found.Name);

    /// <summary>Writes an entry in the transaction that the connection is in.</summary>
    internal async Task AddAsync(NpgsqlConnection connection, AuditEntry entry, CancellationToken end)
    {
        await using var command = new NpgsqlCommand(
            $"insert into accounts.audit_log ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", connection);
        void Give<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        void GiveOrNull(object? value, NpgsqlDbType type) => command.Parameters.Add(
            new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        Give(clock.GetUtcNow());
        GiveOrNull(entry.Shop, NpgsqlDbType.Uuid);
        Give(entry.Actor.Kind);
        GiveOrNull(entry.Actor.Id, NpgsqlDbType.Uuid);
        GiveOrNull(entry.Actor.Name, NpgsqlDbType.Text);
        Give(entry.Action);
        GiveOrNull(entry.Subject, NpgsqlDbType.Text);
        GiveOrNull(entry.Detail?.GetRawText() ?? "{}", NpgsqlDbType.Jsonb);
        GiveOrNull(entry.Address, NpgsqlDbType.Text);
        await command.ExecuteNonQueryAsync(end);
    }

    /// <summary>Writes what somebody did with their own account, in the transaction of the connection.</summary>
    internal Task AddPersonalAsync(
        NpgsqlConnection connection,
        Guid user,
        string action,
        string? address,
        CancellationToken end,
        params (string Name, JsonNode? Value)[] detail) =>
        connection.ExecuteAsync(PersonalSql, end, user, clock.GetUtcNow(), action, address, Text(detail));

    /// <summary>Writes what somebody did with their own account.</summary>
    internal async Task AddPersonalAsync(
        Guid user,
        string action,
        string? address,
        CancellationToken end,
        params (string Name, JsonNode? Value)[] detail) =>
        await database.Source.ExecuteAsync(PersonalSql, end, user, clock.GetUtcNow(), action, address, Text(detail));

    private static string Text((string Name, JsonNode? Value)[] detail) => AuditDetail.Of(detail).GetRawText();

    private static AuditRecord Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetFieldValue<DateTimeOffset>(1),
        new AuditEntry
        {
            Shop = row.ValueOrNull<Guid>(2),
            Actor = new AuditActor(row.GetString(3), row.ValueOrNull<Guid>(4), row.TextOrNull(5)),
            Action = row.GetString(6),
            Subject = row.TextOrNull(7),
            Detail = JsonDocument.Parse(row.GetString(8)).RootElement,
            Address = row.TextOrNull(9),
        });
}
