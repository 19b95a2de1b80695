namespace Orleans.Runtime;

/// <summary>
/// A grain called itself, perhaps by way of others, in a way that would have waited for itself until the deadline.
/// Orleans itself only reports the timeout; the remedy is the same in both: let the method interleave, or do not wait.
/// </summary>
public sealed class GrainCallCycleException : OrleansException
{
    /// <summary>A cycle of unknown calls.</summary>
    public GrainCallCycleException()
        : this([])
    {
    }

    /// <summary>A cycle, described by a message.</summary>
    /// <param name="message">What happened.</param>
    public GrainCallCycleException(string message)
        : base(message) => Chain = [];

    /// <summary>A cycle, described by a message, with a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public GrainCallCycleException(string message, Exception innerException)
        : base(message, innerException) => Chain = [];

    /// <summary>A cycle of these calls.</summary>
    /// <param name="chain">Each call, the first one first.</param>
    public GrainCallCycleException(IReadOnlyList<string> chain)
        : base("This call would wait for itself: " + string.Join(" -> ", chain)
            + ". Let the last method interleave ([AlwaysInterleave]) or make it [OneWay].") => Chain = chain;

    /// <summary>Each call of the cycle, the first one first.</summary>
    public IReadOnlyList<string> Chain { get; }
}
