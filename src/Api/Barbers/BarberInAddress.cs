using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Barbers;

/// <summary>A barber that an address names, on the roster of the shop that it names.</summary>
internal sealed record BarberInAddress(ShopProfile Shop, BarberProfile Barber)
{
    /// <summary>Looks for both; null when one is not there.</summary>
    public static async Task<BarberInAddress?> FindAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains)
    {
        if (!Guid.TryParseExact(id, "D", out var barberId) || await address.ResolveAsync(context) is not { } shopId)
        {
            return null;
        }

        var shop = await grains.GetGrain<IShopGrain>(shopId.ToString()).GetProfile();
        return shop?.Barbers.FirstOrDefault(barber => barber.Id == barberId) is { } found ? new(shop, found) : null;
    }
}
