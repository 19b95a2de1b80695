using System.Data.Common;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Ledger;
using Orleans.Storage;

namespace BookedBarber.Grains.Failures;

/// <summary>
/// Turns every way in which a database can fail into the one exception that callers know, so that no caller needs the
/// database's own types.
/// </summary>
public sealed class UnavailabilityFilter : IIncomingGrainCallFilter
{
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
        catch (Exception exception) when (exception is DbException or InconsistentStateException)
        {
            throw Unavailable(exception, TimeSpan.FromSeconds(1));
        }
    }

    private static GrainUnavailableException Unavailable(Exception cause, TimeSpan retryAfter) =>
        new(cause.Message, Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)));
}
