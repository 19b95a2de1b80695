namespace Orleans.Runtime;

/// <summary>The stable name of a kind of grain, as it stands in the database.</summary>
public readonly struct GrainType : IEquatable<GrainType>
{
    private readonly string? _name;

    private GrainType(string name) => _name = name;

    /// <summary>Whether this is no name at all.</summary>
    public bool IsDefault => _name is null;

    /// <summary>A grain type of this name.</summary>
    /// <param name="value">The name.</param>
    /// <returns>The grain type.</returns>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new(value);
    }

    /// <summary>Equal names.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Different names.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GrainType other) => _name == other._name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _name?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _name ?? "";
}
