using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Results;
using Orleans.Concurrency;

namespace BookedBarber.Grains.Interfaces.Access;

/// <summary>One API key. The grain's key is the public part; of the secret part only a hash is kept.</summary>
[Alias("IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Registers the key; one that has this id already stays as it is.</summary>
    [SafeToRepeat]
    [Alias("Register")]
    Task Register(ApiKeyRegistration registration);

    /// <summary>Who speaks with this secret, or null when there is no such key or the secret is another.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("Identify")]
    Task<ApiKeyIdentity?> Identify(ImmutableArray<byte> secretHash);

    /// <summary>Ends the key of a shop, at once; <c>not_found</c> when the shop has no such key.</summary>
    [Alias("Revoke")]
    Task<Result<Done>> Revoke(Guid shopId);

    /// <summary>Ends an administrator's key, at once; <c>not_found</c> when there is no such key.</summary>
    [Alias("RevokeAdministrators")]
    Task<Result<Done>> RevokeAdministrators();
}

/// <summary>What is kept of an API key.</summary>
[GenerateSerializer, Immutable, Alias("ApiKeyRegistration")]
public sealed record ApiKeyRegistration
{
    /// <summary>SHA-256 of the secret part: 256 random bits need no slow hash.</summary>
    [Id(0)]
    public required ImmutableArray<byte> SecretHash { get; init; }

    /// <summary>What the key is for, as its owner calls it.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The shop that it acts for, if it is one's.</summary>
    [Id(2)]
    public Guid? ShopId { get; init; }

    /// <summary>Whether it acts for every shop.</summary>
    [Id(3)]
    public bool IsAdministrator { get; init; }
}

/// <summary>Who speaks.</summary>
[GenerateSerializer, Immutable, Alias("ApiKeyIdentity")]
public sealed record ApiKeyIdentity
{
    /// <summary>The shop that it acts for, if it is one's.</summary>
    [Id(0)]
    public Guid? ShopId { get; init; }

    /// <summary>Whether it may act for every shop.</summary>
    [Id(1)]
    public bool IsAdministrator { get; init; }
}
