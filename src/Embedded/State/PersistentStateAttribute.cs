namespace Orleans.Runtime;

/// <summary>Injects an <see cref="IPersistentState{TState}"/> into a grain's constructor.</summary>
/// <param name="stateName">The name of the state within the grain.</param>
/// <param name="storageName">The name of the storage; the default one if absent.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The name of the state within the grain.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The name of the storage.</summary>
    public string? StorageName { get; } = storageName;
}
