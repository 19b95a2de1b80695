using System.Collections.Immutable;

namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>Which open starts are asked for.</summary>
[GenerateSerializer, Immutable, Alias("AvailabilityQuery")]
public sealed record AvailabilityQuery
{
    /// <summary>Says that any barber will do.</summary>
    public const string AnyBarber = "any";

    /// <summary>The most days of one query.</summary>
    public const int MaxDays = 31;

    /// <summary>One service id, or several joined by commas: done one after the other with one barber.</summary>
    [Id(0)]
    public required string Service { get; init; }

    /// <summary>A barber id, or <c>any</c>.</summary>
    [Id(1)]
    public required string Barber { get; init; }

    /// <summary>The first date in the shop's zone; null for today.</summary>
    [Id(2)]
    public DateOnly? From { get; init; }

    /// <summary>How many days, 1 to 31.</summary>
    [Id(3)]
    public required int Days { get; init; }
}

/// <summary>An answer that is ready to be sent.</summary>
[GenerateSerializer, Immutable, Alias("AvailabilityPage")]
public sealed record AvailabilityPage
{
    /// <summary>JSON in UTF-8. Never written to by anyone.</summary>
    [Id(0)]
    public required byte[] Body { get; init; }

    /// <summary>A strong entity tag with its quotes: equal for equal bodies.</summary>
    [Id(1)]
    public required string ETag { get; init; }

    /// <summary>
    /// How long it may be sent again without asking; null when it came from another process, where nobody would hear
    /// of a change, or when the shop does not keep it.
    /// </summary>
    [field: NonSerialized]
    public PageLease? Lease { get; init; }
}

/// <summary>The open starts of some days, each ready to be sent as an event.</summary>
[GenerateSerializer, Immutable, Alias("AvailableDays")]
public sealed record AvailableDays
{
    /// <summary>The shop's change counter that this reflects; see <see cref="IShopGrain.AwaitChange"/>.</summary>
    [Id(0)]
    public required long Change { get; init; }

    /// <summary>One for each day that was asked for: <c>{date, slots}</c> as JSON in UTF-8.</summary>
    [Id(1)]
    public required ImmutableArray<byte[]> Days { get; init; }
}
