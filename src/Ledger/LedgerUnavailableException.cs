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

    /// <summary>How long to wait before asking again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
