using BookedBarber.Grains.Interfaces.Results;
using Orleans.Concurrency;

namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>
/// A shop's name in addresses. The key is made by <see cref="ShopSlugKey"/>; whoever creates a shop under a slug does
/// so here, in one turn.
/// </summary>
[Alias("IShopSlugGrain")]
public interface IShopSlugGrain : IGrainWithStringKey
{
    /// <summary>The shop with this slug, or null.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("Resolve")]
    Task<string?> Resolve();

    /// <summary>Creates a shop under this slug; <c>slug_taken</c> when there is one.</summary>
    [Alias("Create")]
    Task<Result<ShopProfile>> Create(ShopDefinition definition);

    /// <summary>
    /// The same for somebody who is to own the shop. Asked again by them it answers with the shop as it is: what was to
    /// follow the creation may have been lost.
    /// </summary>
    [SafeToRepeat]
    [Alias("Found")]
    Task<Result<ShopProfile>> Found(ShopDefinition definition, Guid founder);
}
