namespace BookedBarber.Grains.Interfaces.Results;

/// <summary>The value of a <see cref="Result{T}"/> that has nothing to say but that it went well.</summary>
[GenerateSerializer, Immutable, Alias("Done")]
public sealed record Done
{
    /// <summary>The only instance that is needed.</summary>
    public static Done Instance { get; } = new();
}
