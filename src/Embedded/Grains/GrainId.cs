using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A grain's identity: its type and its key, written <c>type/key</c>.</summary>
/// <param name="type">The type.</param>
/// <param name="key">The key.</param>
public readonly struct GrainId(GrainType type, IdSpan key) : IEquatable<GrainId>
{
    /// <summary>The kind of grain.</summary>
    public GrainType Type { get; } = type;

    /// <summary>Which one of that kind.</summary>
    public IdSpan Key { get; } = key;

    /// <summary>Whether this identifies nothing.</summary>
    public bool IsDefault => Type.IsDefault;

    /// <summary>The identity with this type and key.</summary>
    /// <param name="type">The type's name.</param>
    /// <param name="key">The key.</param>
    /// <returns>The identity.</returns>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary>The identity with this type and key.</summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key.</param>
    /// <returns>The identity.</returns>
    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    /// <summary>The identity with this type and key.</summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key.</param>
    /// <returns>The identity.</returns>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="value">A type, a slash and a key.</param>
    /// <returns>The identity.</returns>
    public static GrainId Parse(string value) => TryParse(value, out var id)
        ? id
        : throw new FormatException($"'{value}' is not a grain id; one looks like 'type/key'.");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="value">A type, a slash and a key.</param>
    /// <param name="id">The identity.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out GrainId id)
    {
        var slash = value?.IndexOf('/') ?? -1;
        id = slash > 0 ? Create(value![..slash], value[(slash + 1)..]) : default;
        return slash > 0;
    }

    /// <summary>Equal identities.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Different identities.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Type == other.Type && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Key}";
}
