using Microsoft.Extensions.Logging;

namespace BookedBarber.Ledger.Commits;

internal sealed partial class UnknownOutcomes
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The outcome of flush {FlushId} with {Entries} entries is unknown; looking it up.")]
    private partial void LogUnknown(Guid flushId, int entries, Exception cause);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The outcome of flush {FlushId} is known: {Committed} of {Entries} entries were committed.")]
    private partial void LogResolved(Guid flushId, int committed, int entries);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The outcome of flush {FlushId} is still unknown: {Reason}")]
    private partial void LogStillUnknown(Guid flushId, string reason);
}
