namespace BookedBarber.Grains.Calendars;

/// <summary>What is kept of a barber's calendars beside the table of them.</summary>
public sealed record BarberCalendarsState
{
    /// <summary>How often the address of the feed was changed.</summary>
    public long FeedRevision { get; init; }
}
