using System.Collections.Immutable;
using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Grains.Access;

/// <summary>What is kept of a shop's keys beside the keys themselves.</summary>
public sealed record ShopKeysState
{
    /// <summary>The keys, the oldest first.</summary>
    public ImmutableArray<ShopKey> Keys { get; init; } = [];
}

/// <inheritdoc cref="IShopKeysGrain"/>
/// <remarks>
/// A key is listed before it is let in, and taken off the list after it was ended: what a crash between the two leaves
/// behind is a key on the list that opens nothing, and never one that does and is not on it.
/// </remarks>
[GrainType("shop-keys")]
public sealed class ShopKeysGrain(
    [PersistentState("shop-keys")] IPersistentState<ShopKeysState> state) : Grain, IShopKeysGrain
{
    private Guid ShopId => Guid.ParseExact(this.GetPrimaryKeyString(), "D");

    /// <inheritdoc/>
    public async Task<Result<Done>> Add(ShopKey key, ImmutableArray<byte> secretHash)
    {
        var keys = state.State.Keys;
        if (keys.Length >= ShopKey.MaxPerShop)
        {
            return Problem.Of(
                ProblemCodes.TooManyKeys,
                $"The shop has {ShopKey.MaxPerShop} keys; end one that is not needed any more.");
        }

        await state.WriteAsync(new ShopKeysState { Keys = keys.Add(key) }, DeactivateOnIdle);
        await KeyGrain(key.Id).Register(new ApiKeyRegistration
        {
            SecretHash = secretHash,
            Name = key.Name,
            ShopId = ShopId,
        });
        return Done.Instance;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ShopKey>> List() => Task.FromResult(state.State.Keys);

    /// <inheritdoc/>
    public async Task<Result<Done>> Revoke(Guid keyId)
    {
        var ended = await KeyGrain(keyId).Revoke(ShopId);
        if (state.State.Keys.FirstOrDefault(key => key.Id == keyId) is not { } listed)
        {
            return ended;
        }

        // Whatever its grain says: one that is listed and not known there was never let in, or ended before a crash.
        await state.WriteAsync(new ShopKeysState { Keys = state.State.Keys.Remove(listed) }, DeactivateOnIdle);
        return Done.Instance;
    }

    private IApiKeyGrain KeyGrain(Guid keyId) => GrainFactory.GetGrain<IApiKeyGrain>(keyId.ToString());
}
