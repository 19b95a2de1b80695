using System.Collections.Immutable;
using System.Security.Cryptography;
using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Grains.Access;

/// <summary>What is kept of an API key.</summary>
public sealed record ApiKeyState
{
    /// <summary>The registration; null until the key is registered.</summary>
    public ApiKeyRegistration? Registration { get; init; }

    /// <summary>Whether it was ended.</summary>
    public bool Revoked { get; init; }
}

/// <inheritdoc cref="IApiKeyGrain"/>
[GrainType("api-key")]
public sealed class ApiKeyGrain([PersistentState("api-key")] IPersistentState<ApiKeyState> state) : Grain, IApiKeyGrain
{
    /// <inheritdoc/>
    public async Task Register(ApiKeyRegistration registration)
    {
        if (state.State.Registration is null)
        {
            await state.WriteAsync(new ApiKeyState { Registration = registration }, DeactivateOnIdle);
        }
    }

    /// <inheritdoc/>
    public Task<ApiKeyIdentity?> Identify(ImmutableArray<byte> secretHash)
    {
        if (state.State is not { Registration: { } known, Revoked: false } || !state.RecordExists)
        {
            // Nobody's key: do not keep memory for whoever tries ids.
            DeactivateOnIdle();
            return Task.FromResult<ApiKeyIdentity?>(null);
        }

        var same = CryptographicOperations.FixedTimeEquals(known.SecretHash.AsSpan(), secretHash.AsSpan());
        return Task.FromResult(same
            ? new ApiKeyIdentity { ShopId = known.ShopId, IsAdministrator = known.IsAdministrator }
            : null);
    }

    /// <inheritdoc/>
    public Task<Result<Done>> Revoke(Guid shopId) => RevokeAsync(known => known.ShopId == shopId);

    /// <inheritdoc/>
    public Task<Result<Done>> RevokeAdministrators() => RevokeAsync(known => known.IsAdministrator);

    private async Task<Result<Done>> RevokeAsync(Func<ApiKeyRegistration, bool> isMeant)
    {
        if (state.State is not { Registration: { } known, Revoked: false } || !isMeant(known))
        {
            DeactivateOnIdle();
            return Problem.NotFound("key");
        }

        await state.WriteAsync(state.State with { Revoked = true }, DeactivateOnIdle);
        return Done.Instance;
    }
}
