namespace Orleans.Runtime;

/// <summary>The call was refused before it reached the grain.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>An error without details.</summary>
    public OrleansMessageRejectionException()
        : base("The call was refused.")
    {
    }

    /// <summary>An error with a message.</summary>
    /// <param name="message">What happened.</param>
    public OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
