using MimeKit;

namespace BookedBarber.Accounts.Mails;

/// <summary>The sender of mails.</summary>
public static class MailSender
{
    /// <summary>Whether a text is one: an address, with or without a name.</summary>
    public static bool IsValid(string text) => MailboxAddress.TryParse(text, out _);
}
