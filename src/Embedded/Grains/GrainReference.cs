using Orleans.Activations;
using Orleans.Proxies;

namespace Orleans.Runtime;

/// <summary>Stands for a grain, whether or not it is active; calls through it take their turn there.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private protected GrainReference()
    {
    }

    /// <summary>The identity of the grain.</summary>
    public GrainId GrainId => new(Binding.Kind.GrainType, IdSpan.Create(Key));

    internal InterfaceBinding Binding { get; set; } = null!;

    internal string Key { get; set; } = null!;

    internal Hosting.GrainRuntime Runtime => Binding.Kind.Runtime;

    /// <summary>Where the last call went; a hint that saves a look-up.</summary>
    internal Activation? LastSeen { get; set; }

    /// <inheritdoc/>
    public bool Equals(GrainReference? other)
        => other is not null && Key == other.Key && ReferenceEquals(Binding.Kind, other.Binding.Kind);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => GrainId.ToString();
}
