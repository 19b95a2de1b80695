using System.Text.Json;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Simulation.Tests.Processes;

namespace BookedBarber.Simulation.Tests.Clients;

/// <summary>The page of open starts, as somebody reads it.</summary>
internal static class Pages
{
    /// <summary>All starts of a barber that one process offers.</summary>
    public static async Task<HashSet<DateTimeOffset>> OfferedAsync(
        FrontDoor door, SimulatedProcess process, SimulatedShop shop, Guid barber)
    {
        var page = await door.AskAsync(process, grains => grains.GetGrain<IShopGrain>(shop.Id.ToString())
            .GetAvailability(new AvailabilityQuery
            {
                Service = shop.Service.ToString(),
                Barber = barber.ToString(),
                From = DateOnly.FromDateTime(shop.StartOf(0).UtcDateTime).AddDays(-1),
                Days = SimulatedShop.HorizonDays + 1,
            }));
        using var json = JsonDocument.Parse(page.Value!.Body);
        return json.RootElement.GetProperty("days").EnumerateArray()
            .SelectMany(day => day.GetProperty("slots").EnumerateArray())
            .Select(slot => slot.GetProperty("start").GetDateTimeOffset().ToUniversalTime())
            .ToHashSet();
    }
}
