using System.Collections.Concurrent;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Shops;

namespace BookedBarber.Api.Shops;

/// <summary>The shop in an address, by its id or its slug.</summary>
public sealed class ShopAddress(IGrainFactory grains, TimeProvider clock)
{
    private const int MaxKnown = 100_000;

    // The grain of a slug that nobody has ends after each answer. A crowd that asks one by one would find it ending.
    private readonly SharedCalls<string, string?> _lookUps =
        new(slug => grains.GetGrain<IShopSlugGrain>(ShopSlugKey.Of(slug)).Resolve(), clock);

    // A slug is given to one shop for good, so what was found once stays true.
    private readonly ConcurrentDictionary<string, Guid> _known = new(StringComparer.Ordinal);

    /// <summary>The id of the shop in the route value <c>shop</c>; null when there can be none.</summary>
    public ValueTask<Guid?> ResolveAsync(HttpContext context) =>
        ResolveAsync((string?)context.Request.RouteValues["shop"] ?? "");

    /// <summary>The id for an id or a slug; null when no shop has the slug. An id is not looked up.</summary>
    public ValueTask<Guid?> ResolveAsync(string idOrSlug)
    {
        if (_known.TryGetValue(idOrSlug, out var known) || Guid.TryParseExact(idOrSlug, "D", out known))
        {
            return ValueTask.FromResult<Guid?>(known);
        }

        return ShopNames.IsSlug(idOrSlug) ? LookUpAsync(idOrSlug) : ValueTask.FromResult<Guid?>(null);
    }

    private async ValueTask<Guid?> LookUpAsync(string slug)
    {
        if (await _lookUps.AskAsync(slug) is not { } id)
        {
            return null;
        }

        if (_known.Count >= MaxKnown)
        {
            _known.Clear();
        }

        return _known[slug] = Guid.Parse(id);
    }
}
