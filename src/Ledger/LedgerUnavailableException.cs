namespace BookedBarber.Ledger;

/// <summary>
/// The database did not answer in time, or the queue before it is full. Nothing may be concluded about what was asked:
/// the caller repeats it later, with the same idempotency key.
/// </summary>
public sealed class LedgerUnavailableException : Exception
{
    /// <summary>Creates the exception with a sentence for the log.</summary>
    public LedgerUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether an exception says that the database is away or overloaded, and not that we made a mistake.
    /// </summary>
    public static bool IsMeantBy(Exception exception) =>
        exception is LedgerUnavailableException || PostgresFailures.IsUnavailable(exception);

    /// <summary>How long to wait before asking again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
