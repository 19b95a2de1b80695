using System.Globalization;
using BookedBarber.Accounts.Database;
using Npgsql;

namespace BookedBarber.Accounts.Mails;

/// <summary>
/// Mails that are to be sent: rows, written in the same transaction as what they announce. To ask for a new password
/// writes the same row whether the address is anybody's or not; that is looked up when the mail goes out, and the links
/// in it are made then, so that no secret waits in the database.
/// </summary>
public sealed class MailOutbox(TimeProvider clock) : IDisposable
{
    // Whoever can make us write to somebody must not be able to bury them, nor to keep other mails from them: only what
    // anybody can cause is counted. A link for a new password counts for itself; who misses it has ten of them.
    private const int MaxMailsAnHour = 10;
    private static readonly string[] Registering = [MailKinds.ConfirmEmail, MailKinds.AlreadyRegistered];

    private const int MaxLanguage = 8;
    private const string StandardLanguage = "en";

    private readonly SemaphoreSlim _news = new(0, 1);

    /// <summary>Writes a mail, in the language of who causes it, in the transaction of the connection.</summary>
    internal async Task AddAsync(
        NpgsqlConnection connection, string kind, string recipient, CancellationToken end, Guid? invitation = null) =>
        await connection.ExecuteAsync(
            """
            insert into accounts.mails (kind, recipient, invitation_id, created_at, next_attempt_at, language)
            select $1::text, $2::text, $3::uuid, $4::timestamptz, $4::timestamptz, $6::text
            where $5 > (
              select count(*) from accounts.mails
              where recipient = $2::text and created_at > $4::timestamptz - interval '1 hour' and kind = any($7))
            """,
            end, kind, recipient.ToLowerInvariant(), invitation, clock.GetUtcNow(), MaxMailsAnHour, Language,
            CountedWith(kind));

    private static string Language =>
        CultureInfo.CurrentUICulture.Name is { Length: > 0 and <= MaxLanguage } name ? name : StandardLanguage;

    // With which kinds a mail shares its limit; with none when it has none.
    private static string[] CountedWith(string kind) =>
        kind == MailKinds.ResetPassword ? [kind] : Registering.Contains(kind) ? Registering : [];

    /// <summary>What was written is committed: it can go out.</summary>
    public void Wake()
    {
        try
        {
            _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody has said so already.
        }
    }

    /// <summary>Waits for mails of this process, or for a while.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken end) => _news.WaitAsync(longest, end);

    /// <inheritdoc/>
    public void Dispose() => _news.Dispose();
}
