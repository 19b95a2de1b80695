using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Checking;

/// <summary>
/// A booking's stay on one place of one barber's calendar. When exactly it came and went is not known from outside:
/// it came between <see cref="PossibleFrom"/> and <see cref="CertainFrom"/>, and went between
/// <see cref="CertainUntil"/> and <see cref="PossibleUntil"/>.
/// </summary>
internal sealed record Tenure
{
    /// <summary>It never came for certain.</summary>
    public static readonly TimeSpan Never = TimeSpan.MaxValue;

    public required Guid Booking { get; init; }

    public required Guid Barber { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>The request that put it there was sent.</summary>
    public required TimeSpan PossibleFrom { get; init; }

    /// <summary>That request was granted.</summary>
    public required TimeSpan CertainFrom { get; set; }

    /// <summary>A request that may have taken it away was sent, or its hold was about to end.</summary>
    public TimeSpan CertainUntil { get; set; } = TimeSpan.MaxValue;

    /// <summary>It was gone: that request was granted, or its hold had ended.</summary>
    public TimeSpan PossibleUntil { get; set; } = TimeSpan.MaxValue;

    /// <summary>Who put it there.</summary>
    public required Operation By { get; init; }

    /// <summary>One that may have been there ever since it was asked for.</summary>
    public static Tenure Possible(BookingRow row, Operation by) => new()
    {
        Booking = row.Id,
        Barber = row.Barber,
        Start = row.Start,
        PossibleFrom = by.Began,
        CertainFrom = Never,
        By = by,
    };
}
