namespace BookedBarber.Grains.Interfaces.Barbers;

/// <summary>
/// Which state of a barber's time something reflects. Two parts, since bookings and hours are kept apart.
/// </summary>
[GenerateSerializer, Immutable, Alias("TimelineVersion")]
public readonly record struct TimelineVersion
{
    /// <summary>Counts the commits to the barber's timeline in the ledger.</summary>
    [Id(0)]
    public required long Ledger { get; init; }

    /// <summary>Counts the changes to the barber's hours, time off and settings.</summary>
    [Id(1)]
    public required long Hours { get; init; }
}

/// <summary>A copy of a barber's free time.</summary>
[GenerateSerializer, Immutable, Alias("TimelineSnapshot")]
public sealed record TimelineSnapshot
{
    /// <summary>What it reflects.</summary>
    [Id(0)]
    public required TimelineVersion Version { get; init; }

    /// <summary>The tick of the first bit: 5-minute ticks since the Unix epoch.</summary>
    [Id(1)]
    public required int FirstTick { get; init; }

    /// <summary>A bit for each tick, lowest first: set when it is worked and free.</summary>
    [Id(2)]
    public required ulong[] Free { get; init; }

    /// <summary>When the next hold ends, if any.</summary>
    [Id(3)]
    public DateTimeOffset? NextHoldExpiry { get; init; }

    /// <summary>The shop's settings that it was made with; see <see cref="BarberSettings.Revision"/>.</summary>
    [Id(4)]
    public required long SettingsRevision { get; init; }
}

/// <summary>What changed in a barber's free time: some words of the bitmap, from one version to another.</summary>
[GenerateSerializer, Immutable, Alias("TimelineNotice")]
public sealed record TimelineNotice
{
    /// <summary>The barber.</summary>
    [Id(0)]
    public required Guid BarberId { get; init; }

    /// <summary>
    /// The version that these words are to be laid over; with any other the receiver asks for a snapshot.
    /// </summary>
    [Id(1)]
    public required TimelineVersion Before { get; init; }

    /// <summary>The version afterwards.</summary>
    [Id(2)]
    public required TimelineVersion After { get; init; }

    /// <summary>The tick of the first bit of <see cref="Words"/>.</summary>
    [Id(3)]
    public required int FirstTick { get; init; }

    /// <summary>The words; null when so much changed that a snapshot is due.</summary>
    [Id(4)]
    public ulong[]? Words { get; init; }

    /// <summary>When the next hold ends, if any.</summary>
    [Id(5)]
    public DateTimeOffset? NextHoldExpiry { get; init; }
}
