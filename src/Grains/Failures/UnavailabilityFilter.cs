using BookedBarber.Ledger;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Grains.Failures;

/// <summary>
/// Turns a database that is away into the one exception that callers know, so that no caller needs the database's own
/// types. A mistake of ours stays what it is; and a lost ETag is left to the runtime, which ends the activation.
/// </summary>
public sealed partial class UnavailabilityFilter(ILogger<UnavailabilityFilter> logger) : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception exception) when (LedgerUnavailableException.IsMeantBy(exception))
        {
            LogDatabaseAway(logger, context.InterfaceName, context.MethodName, exception.Message);
            throw Unavailability.Of(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Interface}.{Method}: {Reason}")]
    private static partial void LogDatabaseAway(ILogger logger, string @interface, string method, string reason);
}
