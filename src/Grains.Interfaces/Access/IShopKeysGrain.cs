using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Grains.Interfaces.Access;

/// <summary>
/// The API keys of a shop: makes and ends them, and knows which there are. The grain's key is the shop's id. What a key
/// may do, its own grain says (<see cref="IApiKeyGrain"/>).
/// </summary>
[Alias("IShopKeysGrain")]
public interface IShopKeysGrain : IGrainWithStringKey
{
    /// <summary>Lists a new key, and then lets it in; <c>too_many_keys</c> when the shop has
    /// <see cref="ShopKey.MaxPerShop"/>.</summary>
    [Alias("Add")]
    Task<Result<Done>> Add(ShopKey key, ImmutableArray<byte> secretHash);

    /// <summary>The keys, the oldest first. Those from before there was a list are not in it.</summary>
    [SafeToRepeat]
    [Alias("List")]
    Task<ImmutableArray<ShopKey>> List();

    /// <summary>
    /// Ends a key, at once, and then takes it off the list; <c>not_found</c> when the shop has no such key. One that is
    /// not listed will do as well.
    /// </summary>
    [Alias("Revoke")]
    Task<Result<Done>> Revoke(Guid keyId);
}

/// <summary>A key as its shop lists it.</summary>
[GenerateSerializer, Immutable, Alias("ShopKey")]
public sealed record ShopKey
{
    /// <summary>How many keys a shop has at most.</summary>
    public const int MaxPerShop = 50;

    /// <summary>Its public part.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>What the key is for, as its owner calls it.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>When it was made; UTC.</summary>
    [Id(2)]
    public required DateTimeOffset CreatedAt { get; init; }
}
