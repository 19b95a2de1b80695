using System.Buffers.Text;
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

/// <summary>The words of mails, and the links in them, made when a mail goes out.</summary>
public sealed class MailWriter(
    UserManager<AccountUser> users,
    AccountsDatabase database,
    InvitationTokens invitationTokens,
    PublicAddress address,
    TimeProvider clock)
{
    private const string Greeting = "\n\nBookedBarber\n";

    /// <summary>The mail of a row; null when there is nobody to write to, or nothing to say any more.</summary>
    public async Task<Mail?> WriteAsync(string kind, string recipient, Guid? invitation, CancellationToken end) =>
        kind == MailKinds.Invitation
            ? await InvitationAsync(invitation!.Value, end)
            : await users.FindByEmailAsync(recipient) is { } user ? await ToUserAsync(kind, user) : null;

    private async Task<Mail?> ToUserAsync(string kind, AccountUser user) => kind switch
    {
        MailKinds.ConfirmEmail when user.EmailConfirmed => null,
        MailKinds.ConfirmEmail => To(
            user,
            "Confirm your e-mail address",
            "Please confirm that this address is yours; the link is good for a day:\n\n"
            + Link("confirm-email", user, await Registrations.ConfirmationTokenAsync(users, user))
            + "\n\nIf you have not made an account, there is nothing to do."),
        MailKinds.ResetPassword => To(
            user,
            "A new password",
            "With this link you choose a new password; it is good for a day, and once:\n\n"
            + Link("reset-password", user, await users.GeneratePasswordResetTokenAsync(user))
            + "\n\nIf you have not asked for it, there is nothing to do: your password stays as it is."),
        MailKinds.AlreadyRegistered => To(
            user,
            "You have an account already",
            "Somebody, probably you, wanted to make an account with this address. You have one: sign in with it, or "
            + "choose a new password at\n\n" + address.Of("/account/forgot-password")),
        MailKinds.PasswordChanged => To(
            user,
            "Your password was changed",
            "The password of your account was changed, and whoever was signed in with the old one is no more. If that "
            + "was not you, choose a new one at\n\n" + address.Of("/account/forgot-password")),
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
        return found is [var (email, shop, role)]
            ? new Mail(
                email,
                $"{shop} invites you",
                $"{shop} invites you to work with its calendar as its {role}. Accept with this link; it is good for "
                + $"{Invitations.LifetimeDays} days:\n\n"
                + address.Of($"/account/invitation?token={invitationTokens.For(id)}") + Greeting)
            : null;
    }

    private string Link(string page, AccountUser user, string token) =>
        address.Of($"/account/{page}?user={user.Id}&token={AccountToken.Encode(token)}");

    // Until an address is confirmed, the name beside it is what a stranger may have made up for its owner to read.
    private static Mail To(AccountUser user, string subject, string body) => new(
        user.Email!, subject, $"Hello{(user.EmailConfirmed ? $" {user.DisplayName}" : "")},\n\n{body}{Greeting}");
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
