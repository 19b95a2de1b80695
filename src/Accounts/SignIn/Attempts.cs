using BookedBarber.Accounts.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BookedBarber.Accounts.SignIn;

/// <summary>What an attempt to show who one is may come to.</summary>
public enum Attempt
{
    /// <summary>There were too many: nothing is compared.</summary>
    Refused,

    /// <summary>It was counted.</summary>
    Counted,

    /// <summary>It was counted and is the last: unless it is right, nobody signs in as this for some minutes.</summary>
    Last,
}

/// <summary>
/// Counts the attempts to show who one is. Each is counted before anything is compared, and given back when it was
/// right: so it makes no difference how many are made at the same time. After a day without one the count begins anew.
/// It is kept by these statements alone, and Entity Framework never writes it.
/// </summary>
public sealed class Attempts(AccountsDatabase database, IOptions<IdentityOptions> options, TimeProvider clock)
{
    private const string ForgetSql =
        "update accounts.users set access_failed_count = 0, lockout_end = null where id = $1";

    /// <summary>Counts an attempt.</summary>
    public async Task<Attempt> BeginAsync(Guid user, CancellationToken end)
    {
        var now = clock.GetUtcNow();
        var lockout = options.Value.Lockout;
        var counted = await database.Source.QueryAsync(
            """
            update accounts.users set
              access_failed_count = case
                when lockout_end is null and attempted_at > $2 - interval '1 day' then access_failed_count + 1
                else 1 end,
              lockout_end = case
                when lockout_end is null and attempted_at > $2 - interval '1 day'
                  and access_failed_count + 1 >= $3 then $4 end,
              attempted_at = $2
            where id = $1 and (lockout_end is null or lockout_end <= $2)
            returning lockout_end is not null
            """,
            row => row.GetBoolean(0), end, user, now, lockout.MaxFailedAccessAttempts,
            now + lockout.DefaultLockoutTimeSpan);
        return counted switch
        {
            [] => Attempt.Refused,
            [true] => Attempt.Last,
            _ => Attempt.Counted,
        };
    }

    /// <summary>
    /// Gives an attempt back that was right, and leaves those before it counted; whether its caller still waits or not.
    /// </summary>
    public Task GiveBackAsync(Guid user) => database.Source.ExecuteAsync(
        """
        update accounts.users set access_failed_count = greatest(access_failed_count - 1, 0), lockout_end = null
        where id = $1
        """,
        CancellationToken.None, user);

    /// <summary>Somebody has shown who they are: the count begins anew, whether they still wait or not.</summary>
    public Task ForgetAsync(Guid user) => database.Source.ExecuteAsync(ForgetSql, CancellationToken.None, user);

    /// <summary>The same, in the transaction of the connection.</summary>
    internal static Task ForgetAsync(NpgsqlConnection connection, Guid user, CancellationToken end) =>
        connection.ExecuteAsync(ForgetSql, end, user);
}
