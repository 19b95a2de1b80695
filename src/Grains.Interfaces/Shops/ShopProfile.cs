using System.Collections.Immutable;

namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>What everyone may know of a shop; the shape of <c>GET /v1/shops/{shop}</c>.</summary>
[GenerateSerializer, Immutable, Alias("ShopProfile")]
public sealed record ShopProfile
{
    /// <summary>UUIDv7.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>Its name in addresses.</summary>
    [Id(1)]
    public required string Slug { get; init; }

    /// <summary>Its name for people.</summary>
    [Id(2)]
    public required string Name { get; init; }

    /// <summary>IANA time zone.</summary>
    [Id(3)]
    public required string TimeZone { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [Id(4)]
    public required string Currency { get; init; }

    /// <summary>The booking policy.</summary>
    [Id(5)]
    public required PolicyMessage Policy { get; init; }

    /// <summary>What can be booked.</summary>
    [Id(6)]
    public required ImmutableArray<ServiceProfile> Services { get; init; }

    /// <summary>With whom.</summary>
    [Id(7)]
    public required ImmutableArray<BarberProfile> Barbers { get; init; }
}
