using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Storage holds another version of the record than this activation does. The activation's memory is stale;
/// when this exception leaves a grain method, the activation ends.
/// </summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>A lost version without details.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>A lost version.</summary>
    /// <param name="message">What happened.</param>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>A lost version.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>A lost version.</summary>
    /// <param name="errorMsg">What happened.</param>
    /// <param name="storedEtag">The version in storage.</param>
    /// <param name="currentEtag">The version in memory.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg) => (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    /// <summary>The version in storage.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version in memory.</summary>
    public string? CurrentEtag { get; }

    /// <summary>Only the activation that lost its version ends, not every grain the exception passes through.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
