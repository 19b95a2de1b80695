namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>A service of a shop.</summary>
[GenerateSerializer, Immutable, Alias("ServiceProfile")]
public sealed record ServiceProfile
{
    /// <summary>UUIDv7.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>Its name for people.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>How long the client is in the chair.</summary>
    [Id(2)]
    public required int Minutes { get; init; }

    /// <summary>Its price.</summary>
    [Id(3)]
    public required MoneyAmount Price { get; init; }

    /// <summary>Minutes that the barber needs before the client.</summary>
    [Id(4)]
    public int BufferBeforeMinutes { get; init; }

    /// <summary>Minutes that the barber needs after the client.</summary>
    [Id(5)]
    public int BufferAfterMinutes { get; init; }

    /// <summary>The deposit that confirms a booking, if one is asked for.</summary>
    [Id(6)]
    public MoneyAmount? Deposit { get; init; }
}
