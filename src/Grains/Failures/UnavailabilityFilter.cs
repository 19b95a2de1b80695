using System.Data.Common;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Ledger;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Grains.Failures;

/// <summary>
/// Turns a database that is away into the one exception that callers know, so that no caller needs the database's own
/// types. A mistake of ours stays what it is; and a lost ETag is left to the runtime, which ends the activation.
/// </summary>
public sealed partial class UnavailabilityFilter(ILogger<UnavailabilityFilter> logger) : IIncomingGrainCallFilter
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (LedgerUnavailableException exception)
        {
            throw Unavailable(exception, exception.RetryAfter);
        }
        catch (DbException exception) when (exception.IsTransient)
        {
            LogDatabaseAway(logger, context.InterfaceName, context.MethodName, exception);
            throw Unavailable(exception, RetryAfter);
        }
    }

    private static GrainUnavailableException Unavailable(Exception cause, TimeSpan retryAfter) =>
        new(cause.Message, Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)), cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Interface}.{Method}: the database does not answer")]
    private static partial void LogDatabaseAway(ILogger logger, string @interface, string method, Exception exception);
}
