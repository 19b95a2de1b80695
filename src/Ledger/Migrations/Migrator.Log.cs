using Microsoft.Extensions.Logging;

namespace BookedBarber.Ledger.Migrations;

public sealed partial class Migrator
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Applied the migration {FileName}.")]
    private partial void LogApplied(string fileName);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A migration ran into a deadlock, was rolled back, and is applied again: {Reason}")]
    private partial void LogDeadlock(string reason);
}
