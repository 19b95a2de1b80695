using System.Collections.Immutable;

namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>A barber on a shop's roster.</summary>
[GenerateSerializer, Immutable, Alias("BarberProfile")]
public sealed record BarberProfile
{
    /// <summary>UUIDv7.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>How clients know them.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The services that they do.</summary>
    [Id(2)]
    public required ImmutableArray<Guid> Services { get; init; }

    /// <summary>Their own minutes or price for some of those services.</summary>
    [Id(3)]
    public ImmutableArray<BarberTermsMessage> Terms { get; init; } = [];
}

/// <summary>A barber's own minutes or price for one service.</summary>
[GenerateSerializer, Immutable, Alias("BarberTermsMessage")]
public sealed record BarberTermsMessage
{
    /// <summary>One of the services that the barber does.</summary>
    [Id(0)]
    public required Guid Service { get; init; }

    /// <summary>Instead of the service's minutes.</summary>
    [Id(1)]
    public int? Minutes { get; init; }

    /// <summary>Instead of the service's price.</summary>
    [Id(2)]
    public MoneyAmount? Price { get; init; }
}

/// <summary>What an owner says of a barber.</summary>
[GenerateSerializer, Immutable, Alias("BarberDefinition")]
public sealed record BarberDefinition
{
    /// <summary>1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Ids of services of the shop.</summary>
    [Id(1)]
    public required ImmutableArray<Guid> Services { get; init; }

    /// <summary>Own minutes or prices, at most one for each of those services.</summary>
    [Id(2)]
    public ImmutableArray<BarberTermsMessage> Terms { get; init; } = [];
}
