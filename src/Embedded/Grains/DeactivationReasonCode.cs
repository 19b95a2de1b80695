namespace Orleans;

/// <summary>Kinds of reasons to end an activation; the numbers are those of Orleans.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>The process stops.</summary>
    ShuttingDown = 1,

    /// <summary>The grain's constructor, its state or OnActivateAsync failed.</summary>
    ActivationFailed = 2,

    /// <summary>Unused in one process.</summary>
    DirectoryFailure = 3,

    /// <summary>No call came for longer than the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>The activation did not finish what it was asked to in time.</summary>
    ActivationUnresponsive = 5,

    /// <summary>Unused in one process.</summary>
    DuplicateActivation = 6,

    /// <summary>Unused in one process.</summary>
    IncompatibleRequest = 7,

    /// <summary>The grain failed in a way that makes its memory worthless, such as a lost ETag.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,

    /// <summary>Unused in one process.</summary>
    Migrating = 10,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested = 11,

    /// <summary>Unused in one process.</summary>
    HighMemoryPressure = 12,
}
