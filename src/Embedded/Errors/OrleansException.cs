namespace Orleans.Runtime;

/// <summary>The base of what the grain runtime throws.</summary>
public class OrleansException : Exception
{
    /// <summary>An unspecified error.</summary>
    public OrleansException()
        : base("Unexpected error in the grain runtime.")
    {
    }

    /// <summary>An error with a message.</summary>
    /// <param name="message">What happened.</param>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
