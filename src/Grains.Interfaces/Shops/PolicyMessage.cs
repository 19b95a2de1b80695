namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>The booking policy of a shop; the bounds are those of <see cref="Scheduling.Shops.ShopPolicy"/>.</summary>
[GenerateSerializer, Immutable, Alias("PolicyMessage")]
public sealed record PolicyMessage
{
    /// <summary>Starts are offered at multiples of this many minutes since midnight.</summary>
    [Id(0)]
    public int SlotMinutes { get; init; } = 15;

    /// <summary>How long before its start a booking must be made.</summary>
    [Id(1)]
    public int MinNoticeMinutes { get; init; }

    /// <summary>How many days ahead can be booked, today included.</summary>
    [Id(2)]
    public int HorizonDays { get; init; } = 60;

    /// <summary>Until how long before its start a client may cancel or reschedule.</summary>
    [Id(3)]
    public int CancelUntilMinutes { get; init; } = 120;

    /// <summary>How long a time is held while a deposit is awaited.</summary>
    [Id(4)]
    public int HoldMinutes { get; init; } = 10;
}
