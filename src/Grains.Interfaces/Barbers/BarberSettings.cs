using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Grains.Interfaces.Barbers;

/// <summary>What a barber must know of its shop.</summary>
[GenerateSerializer, Immutable, Alias("BarberSettings")]
public sealed record BarberSettings
{
    /// <summary>The shop.</summary>
    [Id(0)]
    public required Guid ShopId { get; init; }

    /// <summary>Counts the changes of the shop's settings; an older one never replaces a newer one.</summary>
    [Id(1)]
    public required long Revision { get; init; }

    /// <summary>IANA time zone.</summary>
    [Id(2)]
    public required string TimeZone { get; init; }

    /// <summary>The booking policy.</summary>
    [Id(3)]
    public required PolicyMessage Policy { get; init; }
}
