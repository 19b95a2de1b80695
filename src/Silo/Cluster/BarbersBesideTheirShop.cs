using System.Diagnostics.CodeAnalysis;
using Orleans.Metadata;
using Orleans.Runtime.Placement;

namespace BookedBarber.Silo.Cluster;

/// <summary>
/// Where grains are activated. A shop goes where there is most room, which is Orleans' own default; a barber and its
/// slots to the silo that asks first, which is the shop's: then a booking crosses the network once.
/// </summary>
internal sealed class BarbersBesideTheirShop : IPlacementStrategyResolver
{
    private static readonly PreferLocalPlacement BesideTheCaller = new();
    private static readonly GrainType[] OfAShop = [GrainType.Create("barber"), GrainType.Create("slot")];

    public bool TryResolvePlacementStrategy(
        GrainType grainType, GrainProperties? properties, [MaybeNullWhen(false)] out PlacementStrategy result)
    {
        result = OfAShop.Contains(grainType) ? BesideTheCaller : null;
        return result is not null;
    }
}
