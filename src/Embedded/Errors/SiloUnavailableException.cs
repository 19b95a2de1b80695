namespace Orleans.Runtime;

/// <summary>The host is not running or is stopping, and takes no new calls.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>An error without details.</summary>
    public SiloUnavailableException()
        : base("The host takes no calls.")
    {
    }

    /// <summary>An error with a message.</summary>
    /// <param name="message">What happened.</param>
    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
