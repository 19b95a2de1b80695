namespace BookedBarber.Accounts.Mails;

/// <summary>What a mail is about; <see cref="MailWriter"/> writes it.</summary>
internal static class MailKinds
{
    public const string ConfirmEmail = "confirm-email";
    public const string AlreadyRegistered = "already-registered";
    public const string ResetPassword = "reset-password";
    public const string PasswordChanged = "password-changed";
    public const string PasskeyAdded = "passkey-added";
    public const string Invitation = "invitation";
}
