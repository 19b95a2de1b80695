namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>What an owner says of a service.</summary>
[GenerateSerializer, Immutable, Alias("ServiceDefinition")]
public sealed record ServiceDefinition
{
    /// <summary>1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>5 to 720, a multiple of 5.</summary>
    [Id(1)]
    public required int Minutes { get; init; }

    /// <summary>In the shop's currency.</summary>
    [Id(2)]
    public required MoneyAmount Price { get; init; }

    /// <summary>0 to 240, a multiple of 5.</summary>
    [Id(3)]
    public int BufferBeforeMinutes { get; init; }

    /// <summary>0 to 240, a multiple of 5.</summary>
    [Id(4)]
    public int BufferAfterMinutes { get; init; }

    /// <summary>At most the price; null or 0 for none.</summary>
    [Id(5)]
    public MoneyAmount? Deposit { get; init; }
}
