using System.Collections.Immutable;

namespace BookedBarber.Grains.Interfaces.Results;

/// <summary>A start that is open instead of the one that was taken.</summary>
[GenerateSerializer, Immutable, Alias("AlternativeStart")]
public sealed record AlternativeStart
{
    /// <summary>The start, with the shop's offset.</summary>
    [Id(0)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>The barbers who are free then.</summary>
    [Id(1)]
    public required ImmutableArray<Guid> Barbers { get; init; }
}
