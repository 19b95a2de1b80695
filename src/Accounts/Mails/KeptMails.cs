using BookedBarber.Accounts.Database;

namespace BookedBarber.Accounts.Mails;

/// <summary>A mail that was kept instead of sent.</summary>
/// <param name="Id">Later mails have higher ones.</param>
/// <param name="At">When it would have been sent.</param>
/// <param name="To">To whom.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Body">Plain text.</param>
public sealed record KeptMail(long Id, DateTimeOffset At, string To, string Subject, string Body);

/// <summary>Mails of a development machine, for the page that shows them.</summary>
public sealed class KeptMails(AccountsSettings settings, AccountsDatabase database)
{
    private const int MaxShown = 50;

    /// <summary>Whether mails are kept here.</summary>
    public bool AreKept => settings is { KeepMails: true, Smtp: null };

    /// <summary>The latest mails, the latest first; none where they are not kept.</summary>
    public async Task<IReadOnlyList<KeptMail>> ReadAsync(CancellationToken end) => AreKept
        ? await database.Source.QueryAsync(
            """
            select id, sent_at, recipient, subject, body from accounts.mails
            where body is not null and sent_at is not null order by id desc limit $1
            """,
            row => new KeptMail(
                row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3),
                row.GetString(4)),
            end, MaxShown)
        : [];
}
