using System.Security.Cryptography;
using System.Text;
using BookedBarber.Accounts.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BookedBarber.Accounts.SignIn;

/// <summary>
/// Addresses that are nobody's are locked out after as many attempts as others, and their count begins anew after the
/// same day (<see cref="Attempts"/>), so that whoever tries them does not learn which are somebody's.
/// </summary>
public sealed class LockedNames(AccountsDatabase database, IOptions<IdentityOptions> options, TimeProvider clock)
{
    /// <summary>Counts an attempt; true when there were too many.</summary>
    public async Task<bool> FailAsync(string normalizedEmail, CancellationToken end)
    {
        var now = clock.GetUtcNow();
        var lockout = options.Value.Lockout;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail));
        var rows = await database.Source.QueryAsync(
            """
            insert into accounts.unknown_sign_ins as known (email_hash, failures, updated_at) values ($1, 1, $2)
            on conflict (email_hash) do update set
              failures = case
                when known.locked_until > $2 then 0
                when known.updated_at > $2 - interval '1 day' then (known.failures + 1) % $3
                else 1 end,
              locked_until = case
                when known.locked_until > $2 then known.locked_until
                when known.updated_at > $2 - interval '1 day' and known.failures + 1 >= $3 then $4 end,
              updated_at = $2
            returning locked_until > $2
            """,
            row => row.ValueOrNull<bool>(0), end, hash, now, lockout.MaxFailedAccessAttempts,
            now + lockout.DefaultLockoutTimeSpan);
        return rows is [true];
    }
}
