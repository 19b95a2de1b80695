using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Ledger;

namespace BookedBarber.Grains.Failures;

/// <summary>What callers are told of a database that is away.</summary>
public static class Unavailability
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The exception for a cause that <see cref="LedgerUnavailableException.IsMeantBy"/> knows. It does not carry that
    /// cause: it may have to cross to a process that has no codec for the exceptions of the database.
    /// </summary>
    public static GrainUnavailableException Of(Exception cause)
    {
        var retryAfter = (cause as LedgerUnavailableException)?.RetryAfter ?? DefaultRetryAfter;
        return new GrainUnavailableException(cause.Message, Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)));
    }
}
