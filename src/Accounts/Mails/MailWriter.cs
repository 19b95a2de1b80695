using System.Buffers.Text;
using System.Globalization;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.SignIn;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.Mails;

/// <summary>A mail as it goes out.</summary>
/// <param name="To">To whom.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Body">Plain text.</param>
public sealed record Mail(string To, string Subject, string Body);

/// <summary>A mail of the outbox, as it waits.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Kind">What it is about; one of <see cref="MailKinds"/>.</param>
/// <param name="Recipient">To which address.</param>
/// <param name="Language">In which language; English where that is not spoken.</param>
/// <param name="Invitation">Which invitation it announces.</param>
/// <param name="Attempts">How often it was tried, with this time.</param>
internal sealed record WaitingMail(
    long Id, string Kind, string Recipient, string Language, Guid? Invitation, int Attempts);

/// <summary>Writes mails when they go out, and makes the links in them; their texts are in <c>MailWords</c>.</summary>
public sealed class MailWriter(
    UserManager<AccountUser> users,
    AccountsDatabase database,
    InvitationTokens invitationTokens,
    PublicAddress address,
    TimeProvider clock)
{
    private const string Signature = "\n\nBookedBarber\n";

    /// <summary>The mail of a row; null when there is nobody to write to, or nothing to say any more.</summary>
    internal async Task<Mail?> WriteAsync(WaitingMail mail, CancellationToken end)
    {
        // For the texts; whoever called goes on in the language that it had.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(mail.Language);
        return mail.Kind == MailKinds.Invitation ? await InvitationAsync(mail.Invitation!.Value, end)
            : await users.FindByEmailAsync(mail.Recipient) is { } user ? await ToUserAsync(mail.Kind, user)
            : null;
    }

    private async Task<Mail?> ToUserAsync(string kind, AccountUser user) => kind switch
    {
        MailKinds.ConfirmEmail when user.EmailConfirmed => null,
        MailKinds.ConfirmEmail => To(
            user,
            MailWords.ConfirmEmailSubject,
            MailWords.ConfirmEmailBody,
            Link("confirm-email", user, await Registrations.ConfirmationTokenAsync(users, user))),
        MailKinds.ResetPassword => To(
            user,
            MailWords.ResetPasswordSubject,
            MailWords.ResetPasswordBody,
            Link("reset-password", user, await users.GeneratePasswordResetTokenAsync(user))),
        MailKinds.AlreadyRegistered => To(
            user, MailWords.AlreadyRegisteredSubject, MailWords.AlreadyRegisteredBody, NewPassword),
        MailKinds.PasswordChanged => To(
            user, MailWords.PasswordChangedSubject, MailWords.PasswordChangedBody, NewPassword),
        MailKinds.PasskeyAdded => To(user, MailWords.PasskeyAddedSubject, MailWords.PasskeyAddedBody, NewPassword),
        _ => null,
    };

    private async Task<Mail?> InvitationAsync(Guid id, CancellationToken end)
    {
        var found = await database.Source.QueryAsync(
            """
            select email, shop_name, role from accounts.invitations
            where id = $1 and accepted_at is null and revoked_at is null and expires_at > $2
            """,
            row => (Email: row.GetString(0), Shop: row.GetString(1), Role: row.GetString(2)),
            end, id, clock.GetUtcNow());
        if (found is not [var (email, shop, role)])
        {
            return null;
        }

        // The subject does without the name of the shop, which is what its founder made up for strangers to read.
        var link = address.Of($"/account/invitation?token={invitationTokens.For(id)}");
        return new Mail(
            email,
            MailWords.InvitationSubject,
            Fill(MailWords.InvitationBody, shop, InWords(ShopRoles.Parse(role)), Invitations.LifetimeDays, link)
            + Signature);
    }

    private static string InWords(ShopRole? role) => role switch
    {
        ShopRole.Owner => MailWords.RoleOwner,
        ShopRole.Manager => MailWords.RoleManager,
        _ => MailWords.RoleBarber,
    };

    private string NewPassword => address.Of("/account/forgot-password");

    private static string Fill(string text, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text, values);

    private string Link(string page, AccountUser user, string token) =>
        address.Of($"/account/{page}?user={user.Id}&token={AccountToken.Encode(token)}");

    private static Mail To(AccountUser user, string subject, string body, string link)
    {
        // Until an address is confirmed, the name beside it is what a stranger may have made up for its owner to read.
        var hello = user.EmailConfirmed ? Fill(MailWords.HelloName, user.DisplayName) : MailWords.Hello;
        return new Mail(user.Email!, subject, $"{hello}\n\n{Fill(body, link)}{Signature}");
    }
}

/// <summary>Identity's tokens are base64; in addresses they are base64url.</summary>
public static class AccountToken
{
    private const int MaxLength = 2_048;

    /// <summary>For an address.</summary>
    public static string Encode(string token) => Base64Url.EncodeToString(Convert.FromBase64String(token));

    /// <summary>As Identity made it; null when it can be none.</summary>
    public static string? Decode(string token) => token.Length <= MaxLength && Base64Url.IsValid(token)
        ? Convert.ToBase64String(Base64Url.DecodeFromChars(token))
        : null;
}
