namespace BookedBarber.Ledger.Server;

/// <summary>
/// No PostgreSQL programs were found on this machine; the message says where it was looked and how to get them.
/// </summary>
public sealed class PostgresMissingException : Exception
{
    /// <summary>Creates the exception; <paramref name="searched"/> names what was looked at.</summary>
    public PostgresMissingException(string searched)
        : base($"""
            PostgreSQL was not found ({searched}).
            Get it with one of these, then start again:
              Debian, Ubuntu:  apt-get install postgresql
              Fedora, RHEL:    dnf install postgresql-server postgresql-contrib
              Alpine:          apk add postgresql postgresql-contrib
              macOS:           brew install postgresql@17
            Or name a server of your own in ConnectionStrings__BookedBarber.
            """)
    {
    }
}
