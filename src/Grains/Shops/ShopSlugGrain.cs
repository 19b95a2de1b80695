using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling;

namespace BookedBarber.Grains.Shops;

/// <summary>What is kept of a slug.</summary>
public sealed record ShopSlugState
{
    /// <summary>The shop that has it, or will have it once it is created.</summary>
    public Guid? ShopId { get; init; }

    /// <summary>Whether that shop was created.</summary>
    public bool Created { get; init; }

    /// <summary>The account for which it was created; null when for nobody in particular.</summary>
    public Guid? Founder { get; init; }
}

/// <inheritdoc cref="IShopSlugGrain"/>
/// <remarks>
/// The slug is written before the shop, and marked afterwards: whoever comes after a crash between the two finishes
/// the creation with the same id.
/// </remarks>
[GrainType("shop-slug")]
public sealed class ShopSlugGrain(
    [PersistentState("shop-slug")] IPersistentState<ShopSlugState> state, IdSource ids) : Grain, IShopSlugGrain
{
    /// <inheritdoc/>
    public Task<string?> Resolve()
    {
        if (state.State is { Created: true, ShopId: { } shopId })
        {
            return Task.FromResult<string?>(shopId.ToString());
        }

        DeactivateOnIdle();
        return Task.FromResult<string?>(null);
    }

    /// <inheritdoc/>
    public Task<Result<ShopProfile>> Create(ShopDefinition definition) => CreateAsync(definition, founder: null);

    /// <inheritdoc/>
    public async Task<Result<ShopProfile>> Found(ShopDefinition definition, Guid founder) =>
        state.State is { Created: true, ShopId: { } shopId } && state.State.Founder == founder
        && await GrainFactory.GetGrain<IShopGrain>(shopId.ToString()).GetProfile() is { } profile
            ? profile
            : await CreateAsync(definition, founder);

    private async Task<Result<ShopProfile>> CreateAsync(ShopDefinition definition, Guid? founder)
    {
        if (state.State.Created)
        {
            return Problem.Of(ProblemCodes.SlugTaken, $"Another shop is called '{definition.Slug}'.");
        }

        if (ShopRules.Check(definition) is { } problem)
        {
            DeactivateOnIdle();
            return problem;
        }

        var shopId = state.State.ShopId ?? ids.Next();
        if (state.State.ShopId is null)
        {
            await state.WriteAsync(new ShopSlugState { ShopId = shopId }, DeactivateOnIdle);
        }

        var created = await GrainFactory.GetGrain<IShopGrain>(shopId.ToString()).Create(definition);
        if (created.Problem is null)
        {
            await state.WriteAsync(
                new ShopSlugState { ShopId = shopId, Created = true, Founder = founder }, DeactivateOnIdle);
        }

        return created;
    }
}
