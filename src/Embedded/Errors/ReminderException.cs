namespace Orleans.Runtime;

/// <summary>A reminder could not be written or removed.</summary>
public sealed class ReminderException : OrleansException
{
    /// <summary>An error without details.</summary>
    public ReminderException()
        : base("The reminder service failed.")
    {
    }

    /// <summary>An error with a message.</summary>
    /// <param name="message">What happened.</param>
    public ReminderException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public ReminderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
