namespace BookedBarber.Ledger.Migrations;

/// <summary>The database's history is not the one that this program knows; nothing was changed.</summary>
public sealed class MigrationRefusedException : Exception
{
    /// <summary>Creates the exception with a sentence that names the file.</summary>
    public MigrationRefusedException(string message)
        : base(message)
    {
    }
}
