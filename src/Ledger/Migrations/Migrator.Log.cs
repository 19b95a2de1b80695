using Microsoft.Extensions.Logging;

namespace BookedBarber.Ledger.Migrations;

public sealed partial class Migrator
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Applied the migration {FileName}.")]
    private partial void LogApplied(string fileName);
}
