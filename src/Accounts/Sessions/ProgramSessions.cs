using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.People;
using Npgsql;

namespace BookedBarber.Accounts.Sessions;

/// <summary>What a program gets when somebody signs in with it.</summary>
/// <param name="AccessToken">For requests; good for minutes.</param>
/// <param name="RefreshToken">For new tokens, once.</param>
/// <param name="ExpiresIn">How many seconds the access token is good.</param>
public sealed record TokenPair(string AccessToken, string RefreshToken, int ExpiresIn);

/// <summary>
/// The sessions of programs. Each refresh uses a token up and gives the next; a token that comes twice was stolen, or
/// its answer was lost: nobody can tell, so the session ends (RFC 9700, 4.14.2).
/// </summary>
public sealed class ProgramSessions(
    AccountsDatabase database, AccessTokens accessTokens, KnownPeople people, AuditLog audit, TimeProvider clock)
{
    private const string RefreshPrefix = "bbr_";
    private const int MaxSessionsOfUser = 20;

    private static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(30);

    /// <summary>A new session of somebody who has shown who they are.</summary>
    /// <param name="user">Who.</param>
    /// <param name="withTwoFactor">Whether they have shown their second factor.</param>
    /// <param name="end">Gives up.</param>
    public async Task<TokenPair> BeginAsync(Guid user, bool withTwoFactor, CancellationToken end)
    {
        var now = clock.GetUtcNow();
        var session = Guid.CreateVersion7(now);
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);
        await connection.ExecuteAsync(
            """
            insert into accounts.sessions (id, user_id, two_factor, security_stamp, created_at, expires_at)
            select $1, id, $3, security_stamp, $4, $5 from accounts.users where id = $2
            """,
            end, session, user, withTwoFactor, now, now + SessionLifetime);
        await connection.ExecuteAsync(
            """
            update accounts.sessions set ended_at = $2, end_reason = 'too many sessions'
            where id in (
              select id from accounts.sessions where user_id = $1 and ended_at is null
              order by created_at desc, id desc offset $3)
            """,
            end, user, now, MaxSessionsOfUser);
        var refreshToken = await AddRefreshTokenAsync(connection, session, now, end);
        await transaction.CommitAsync(end);
        return Pair(session, refreshToken);
    }

    /// <summary>The next tokens; null when the token is none, has ended or was used before.</summary>
    /// <param name="refreshToken">The token, which is used up by this.</param>
    /// <param name="address">From where it came, for the audit log.</param>
    /// <param name="end">Gives up.</param>
    public async Task<TokenPair?> RefreshAsync(string refreshToken, string? address, CancellationToken end)
    {
        if (SecretToken.Hash(refreshToken, RefreshPrefix) is not { } hash)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);
        var used = await connection.QueryAsync(
            """
            update accounts.refresh_tokens set used_at = $2
            where token_hash = $1 and used_at is null and expires_at > $2 returning session_id
            """,
            row => row.GetGuid(0), end, hash, now);
        if (used is not [var session])
        {
            await EndIfUsedAsync(connection, hash, now, address, end);
            await transaction.CommitAsync(end);
            return null;
        }

        var alive = await connection.QueryAsync(
            """
            select 1 from accounts.sessions
            join accounts.users on users.id = sessions.user_id and users.security_stamp = sessions.security_stamp
            where sessions.id = $1 and ended_at is null and expires_at > $2
            """,
            row => row.GetInt32(0), end, session, now);
        if (alive is [])
        {
            await transaction.CommitAsync(end);
            return null;
        }

        var next = await AddRefreshTokenAsync(connection, session, now, end);
        await transaction.CommitAsync(end);
        return Pair(session, next);
    }

    /// <summary>Ends the session of a refresh token, used or not.</summary>
    public async Task EndAsync(string refreshToken, string? address, CancellationToken end)
    {
        if (SecretToken.Hash(refreshToken, RefreshPrefix) is not { } hash)
        {
            return;
        }

        await using var connection = await database.Source.OpenConnectionAsync(end);
        await using var transaction = await connection.BeginTransactionAsync(end);
        await EndAsync(connection, hash, "signed out", AuditActions.SignedOut, clock.GetUtcNow(), address, end);
        await transaction.CommitAsync(end);
    }

    /// <summary>
    /// Keeps one session when all others of somebody end, since they changed in it how they sign in.
    /// </summary>
    internal async Task KeepAsync(Guid session, bool withTwoFactor, CancellationToken end)
    {
        await database.Source.ExecuteAsync(
            """
            update accounts.sessions set two_factor = $2, security_stamp = users.security_stamp
            from accounts.users where users.id = sessions.user_id and sessions.id = $1 and ended_at is null
            """,
            end, session, withTwoFactor);
        people.Forget();
    }

    private TokenPair Pair(Guid session, string refreshToken) =>
        new(accessTokens.Issue(session), refreshToken, (int)AccessTokens.Lifetime.TotalSeconds);

    private static async Task<string> AddRefreshTokenAsync(
        NpgsqlConnection connection, Guid session, DateTimeOffset now, CancellationToken end)
    {
        var token = SecretToken.Create(RefreshPrefix);
        await connection.ExecuteAsync(
            "insert into accounts.refresh_tokens (token_hash, session_id, expires_at) values ($1, $2, $3)",
            end, SecretToken.Hash(token, RefreshPrefix), session, now + RefreshLifetime);
        return token;
    }

    private async Task EndIfUsedAsync(
        NpgsqlConnection connection, byte[] hash, DateTimeOffset now, string? address, CancellationToken end)
    {
        var before = await connection.QueryAsync(
            "select used_at is not null from accounts.refresh_tokens where token_hash = $1",
            row => row.GetBoolean(0), end, hash);
        if (before is [true])
        {
            await EndAsync(
                connection, hash, "refresh token used twice", AuditActions.RefreshTokenReused, now, address, end);
        }
    }

    private async Task EndAsync(
        NpgsqlConnection connection,
        byte[] hash,
        string reason,
        string action,
        DateTimeOffset now,
        string? address,
        CancellationToken end)
    {
        var ended = await connection.QueryAsync(
            """
            update accounts.sessions set ended_at = $2, end_reason = $3
            where ended_at is null and id = (select session_id from accounts.refresh_tokens where token_hash = $1)
            returning user_id
            """,
            row => row.GetGuid(0), end, hash, now, reason);
        if (ended is [var user])
        {
            await audit.AddPersonalAsync(connection, user, action, address, end);
            people.Forget();
        }
    }
}
