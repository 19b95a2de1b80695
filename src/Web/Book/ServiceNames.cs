using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Web.Book;

/// <summary>Services as people read them.</summary>
public static class ServiceNames
{
    private const string Gone = "–";

    /// <summary>Their names in order; one that the shop no longer has is a dash.</summary>
    public static string Of(ShopProfile shop, ImmutableArray<Guid> services) => string.Join(
        " + ", services.Select(id => shop.Services.FirstOrDefault(service => service.Id == id)?.Name ?? Gone));
}
