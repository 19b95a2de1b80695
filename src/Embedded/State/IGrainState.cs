namespace Orleans;

/// <summary>What a storage reads into and writes from.</summary>
/// <typeparam name="T">The state's type.</typeparam>
public interface IGrainState<T>
{
    /// <summary>The state.</summary>
    T State { get; set; }

    /// <summary>The version that was last read or written.</summary>
    string? ETag { get; set; }

    /// <summary>Whether the record is in storage.</summary>
    bool RecordExists { get; set; }
}

/// <summary>The plain <see cref="IGrainState{T}"/>.</summary>
/// <typeparam name="T">The state's type.</typeparam>
public sealed class GrainState<T> : IGrainState<T>
{
    /// <inheritdoc/>
    public required T State { get; set; }

    /// <inheritdoc/>
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public bool RecordExists { get; set; }
}
