using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Grains.Shops;

/// <summary>What is kept of a shop. Never changed in place: a write replaces it.</summary>
public sealed record ShopState
{
    /// <summary>The profile; null until the shop is created.</summary>
    public ShopProfile? Profile { get; init; }

    /// <summary>Counts the changes that barbers must know of.</summary>
    public long SettingsRevision { get; init; }
}
