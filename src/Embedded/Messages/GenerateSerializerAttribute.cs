namespace Orleans;

/// <summary>Marks a message or state type. One process passes objects as they are; a cluster serializes them.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether primary constructor parameters are members of the message.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
