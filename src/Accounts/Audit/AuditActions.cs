namespace BookedBarber.Accounts.Audit;

/// <summary>What the audit log says that somebody did, where it has to do with accounts.</summary>
public static class AuditActions
{
    /// <summary>Somebody signed in.</summary>
    public const string SignedIn = "account.signed-in";

    /// <summary>Somebody tried to sign in as a person whom there is.</summary>
    public const string SignInFailed = "account.sign-in-failed";

    /// <summary>That many failures: for some minutes nobody signs in.</summary>
    public const string LockedOut = "account.locked-out";

    /// <summary>A session of a program was ended by its owner.</summary>
    public const string SignedOut = "account.signed-out";

    /// <summary>A refresh token came for the second time; its session was ended.</summary>
    public const string RefreshTokenReused = "account.refresh-token-reused";

    /// <summary>An account was made.</summary>
    public const string Registered = "account.registered";

    /// <summary>An e-mail address was confirmed.</summary>
    public const string EmailConfirmed = "account.email-confirmed";

    /// <summary>A password was set or changed.</summary>
    public const string PasswordSet = "account.password-set";

    /// <summary>A second factor was set up.</summary>
    public const string TwoFactorEnabled = "account.two-factor-enabled";

    /// <summary>A second factor was given up.</summary>
    public const string TwoFactorDisabled = "account.two-factor-disabled";

    /// <summary>New recovery codes were made; those from before are good for nothing.</summary>
    public const string RecoveryCodesMade = "account.recovery-codes-made";

    /// <summary>A recovery code took the place of the second factor.</summary>
    public const string RecoveryCodeUsed = "account.recovery-code-used";

    /// <summary>Somebody can sign in with one more passkey.</summary>
    public const string PasskeyAdded = "account.passkey-added";

    /// <summary>A passkey signs nobody in any more.</summary>
    public const string PasskeyRemoved = "account.passkey-removed";

    /// <summary>Somebody was invited to a shop.</summary>
    public const string MemberInvited = "member.invited";

    /// <summary>Somebody began to work for a shop.</summary>
    public const string MemberAdded = "member.added";

    /// <summary>Somebody works for a shop no more.</summary>
    public const string MemberRemoved = "member.removed";

    /// <summary>Somebody may act for every shop.</summary>
    public const string AdministratorAdded = "administrator.added";

    /// <summary>Somebody may act for every shop no more.</summary>
    public const string AdministratorRemoved = "administrator.removed";

    /// <summary>An invitation was taken back.</summary>
    public const string InvitationRevoked = "member.invitation-revoked";
}
