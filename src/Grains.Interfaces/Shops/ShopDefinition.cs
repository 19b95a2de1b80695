namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>What an administrator or owner says of a shop.</summary>
[GenerateSerializer, Immutable, Alias("ShopDefinition")]
public sealed record ShopDefinition
{
    /// <summary>1 to 63 lower-case letters, digits and inner hyphens; its name in addresses, for good.</summary>
    [Id(0)]
    public required string Slug { get; init; }

    /// <summary>1 to 200 characters.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>An IANA time zone, for example <c>Europe/Berlin</c>.</summary>
    [Id(2)]
    public required string TimeZone { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [Id(3)]
    public required string Currency { get; init; }

    /// <summary>The booking policy.</summary>
    [Id(4)]
    public required PolicyMessage Policy { get; init; }
}
