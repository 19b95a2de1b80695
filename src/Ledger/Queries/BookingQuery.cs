using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Ledger.Queries;

/// <summary>Which of a shop's bookings to list.</summary>
public sealed record BookingQuery
{
    /// <summary>The shop.</summary>
    public required Guid ShopId { get; init; }

    /// <summary>Earliest start.</summary>
    public required Instant From { get; init; }

    /// <summary>Latest start (exclusive).</summary>
    public required Instant To { get; init; }

    /// <summary>Only this barber's, if given.</summary>
    public Guid? BarberId { get; init; }

    /// <summary>Only those with this status, if given. A hold past its deadline counts as expired.</summary>
    public BookingStatus? Status { get; init; }

    /// <summary>Only those after this position, if given.</summary>
    public BookingPosition? After { get; init; }

    /// <summary>The largest page, 1 to 500.</summary>
    public required int Limit { get; init; }

    /// <summary>The present moment, which decides about holds.</summary>
    public required Instant Now { get; init; }
}

/// <summary>A place in the order of a list: by start, then by id.</summary>
public readonly record struct BookingPosition(Instant Start, Guid Id);

/// <summary>One page of a list.</summary>
/// <param name="Items">The bookings in order.</param>
/// <param name="Next">Where the next page starts, or null at the end.</param>
public sealed record BookingPage(IReadOnlyList<Booking> Items, BookingPosition? Next);
