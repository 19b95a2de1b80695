using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Calendars.Writing;

/// <summary>A booking as it is told to a calendar program.</summary>
public sealed record FeedBooking
{
    /// <summary>The booking.</summary>
    public required Guid Id { get; init; }

    /// <summary>How often it was written, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>Where it stands.</summary>
    public required BookingStatus Status { get; init; }

    /// <summary>When the client comes.</summary>
    public required Instant Start { get; init; }

    /// <summary>When the client leaves.</summary>
    public required Instant End { get; init; }

    /// <summary>One line that says what it is.</summary>
    public required string Summary { get; init; }

    /// <summary>What else there is to say; lines are kept.</summary>
    public string? Description { get; init; }

    /// <summary>Where, for people.</summary>
    public string? Location { get; init; }
}
