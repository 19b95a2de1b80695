namespace BookedBarber.Accounts;

/// <summary>What accounts need to be told by the program.</summary>
public sealed record AccountsSettings
{
    /// <summary>The PostgreSQL that has the schema <c>accounts</c>. Holds a password: not for logs.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// The key of this installation, at least 32 bytes: what encrypts the key ring in the database is derived from it.
    /// </summary>
    public required ReadOnlyMemory<byte> InstallationKey { get; init; }

    /// <summary>How mails leave; null when they do not.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>Whether mails that cannot leave are kept, to be shown on this machine: in development.</summary>
    public bool KeepMails { get; init; }

    /// <summary>Whether there is a way for mails at all.</summary>
    public bool HasMail => Smtp is not null || KeepMails;

    /// <summary>
    /// Whether browsers send cookies over HTTPS alone: unless people reach the program without it, or in development.
    /// </summary>
    public bool SecureCookies { get; init; } = true;

    /// <summary>Where people reach the program, for links in mails; null for where it listens.</summary>
    public Uri? PublicUrl { get; init; }
}

/// <summary>A mail server (<c>BookedBarber__Smtp__*</c>).</summary>
public sealed record SmtpSettings
{
    /// <summary>Its name or address (<c>Host</c>).</summary>
    public required string Host { get; init; }

    /// <summary>Its port (<c>Port</c>); 587 unless said.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is encrypted (<c>Security</c>).</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>With which name to sign in (<c>User</c>); null for without.</summary>
    public string? User { get; init; }

    /// <summary>And which password (<c>Password</c>).</summary>
    public string? Password { get; init; }

    /// <summary>The sender (<c>From</c>), as in <c>BookedBarber &lt;no-reply@example.org&gt;</c>.</summary>
    public required string From { get; init; }
}

/// <summary>How the connection to a mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>In the clear until the server is asked to encrypt, which it must be able to (port 587).</summary>
    StartTls,

    /// <summary>From the first byte (port 465).</summary>
    Tls,

    /// <summary>Not at all: for a server on the same machine.</summary>
    None,
}
