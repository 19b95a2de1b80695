namespace Orleans.Runtime;

/// <summary>A bounded queue is full; the call was not accepted and changed nothing.</summary>
public sealed class LimitExceededException : OrleansException
{
    /// <summary>An error without details.</summary>
    public LimitExceededException()
        : base("Limit exceeded.")
    {
    }

    /// <summary>An error with a message.</summary>
    /// <param name="message">What happened.</param>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
