using BookedBarber.Accounts.Database;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BookedBarber.Accounts.Mails;

/// <summary>Brings mails to the mail server, or keeps them to be shown.</summary>
internal sealed class MailCarrier(AccountsSettings settings, AccountsDatabase database)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Whether there is a way for mails at all.</summary>
    public bool CanCarry => settings.HasMail;

    /// <summary>Hands a mail over.</summary>
    public Task CarryAsync(long id, Mail mail, CancellationToken end) => settings.Smtp is { } smtp
        ? SendAsync(smtp, mail, end)
        : database.Source.ExecuteAsync(
            "update accounts.mails set subject = $2, body = $3 where id = $1", end, id, mail.Subject, mail.Body);

    private static async Task SendAsync(SmtpSettings smtp, Mail mail, CancellationToken end)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(end);
        deadline.CancelAfter(Deadline);
        using var message = new MimeMessage();
        message.Subject = mail.Subject;
        message.Body = new TextPart("plain") { Text = mail.Body };
        message.From.Add(MailboxAddress.Parse(smtp.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
        using var client = new SmtpClient { Timeout = (int)Deadline.TotalMilliseconds };
        await client.ConnectAsync(smtp.Host, smtp.Port, Encryption(smtp.Security), deadline.Token);
        if (smtp.User is { } user)
        {
            await client.AuthenticateAsync(user, smtp.Password ?? "", deadline.Token);
        }

        await client.SendAsync(message, deadline.Token);
        await client.DisconnectAsync(quit: true, deadline.Token);
    }

    private static SecureSocketOptions Encryption(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };
}
