namespace BookedBarber.Grains.Interfaces.Results;

/// <summary>
/// A grain could not answer for reasons that the caller has no part in: the database is away or too busy. Whether the
/// request took effect is not known; repeating it with the same idempotency key is safe.
/// </summary>
[GenerateSerializer, Alias("GrainUnavailableException")]
public sealed class GrainUnavailableException : OrleansException
{
    /// <summary>Creates the exception.</summary>
    public GrainUnavailableException(string message, int retryAfterSeconds, Exception? innerException = null)
        : base(message, innerException!) => RetryAfterSeconds = retryAfterSeconds;

    /// <summary>How long to wait before asking again.</summary>
    [Id(0)]
    public int RetryAfterSeconds { get; }
}
