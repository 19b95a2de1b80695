using Microsoft.Extensions.Logging;

namespace BookedBarber.Ledger.Commits;

internal sealed partial class GroupCommit
{
    private readonly ILogger _logger;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database is not reached while {Waiting} entries wait: {Reason}")]
    private partial void LogNotReached(int waiting, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A flush of {Entries} entries was rolled back: {SqlState} {Reason}")]
    private partial void LogRolledBack(int entries, string sqlState, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The ledger stops while {Waiting} entries are unfinished: the time for it has passed.")]
    private partial void LogStoppedUnfinished(int waiting);

    [LoggerMessage(Level = LogLevel.Error, Message = "A flush failed in an unexpected way.")]
    private partial void LogUnexpected(Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The committer has stopped.")]
    private partial void LogStopped();
}
