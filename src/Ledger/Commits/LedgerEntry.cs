using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Ledger.Commits;

/// <summary>
/// Something to be written: one row, its outbox event and the next version of the barber's timeline, all or nothing.
/// </summary>
public abstract record LedgerEntry
{
    private protected LedgerEntry()
    {
    }

    /// <summary>The barber whose timeline the writer has read, and whose version is the fence.</summary>
    public required Guid BarberId { get; init; }

    /// <summary>The version of that timeline; any other in the database refuses the entry.</summary>
    public required long ExpectedVersion { get; init; }
}

/// <summary>A new booking, held or confirmed.</summary>
public sealed record NewBooking : LedgerEntry
{
    /// <summary>The row. Its barber is <see cref="LedgerEntry.BarberId"/>.</summary>
    public required Booking Booking { get; init; }
}

/// <summary>A step in the life of bookings of one barber, for example the expiry of all holds that are due.</summary>
public sealed record StatusChange : LedgerEntry
{
    /// <summary>The bookings; all of them change, or none.</summary>
    public required IReadOnlyList<Guid> BookingIds { get; init; }

    /// <summary>The status that each must have now.</summary>
    public required BookingStatus From { get; init; }

    /// <summary>The status that each gets.</summary>
    public required BookingStatus To { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant At { get; init; }
}

/// <summary>
/// A reschedule: one booking gets another time, and perhaps another barber, in one step. The fence is on the barber who
/// takes it (<see cref="LedgerEntry.BarberId"/>); the version of the barber who loses it moves on, so that whoever
/// remembers the old one is refused and reloads.
/// </summary>
public sealed record Move : LedgerEntry
{
    /// <summary>The booking.</summary>
    public required Guid BookingId { get; init; }

    /// <summary>The barber who has it now; may be the same.</summary>
    public required Guid FromBarberId { get; init; }

    /// <summary>The status that it must have now, and keeps.</summary>
    public required BookingStatus Status { get; init; }

    /// <summary>The start that it must have now.</summary>
    public required Instant FromStart { get; init; }

    /// <summary>The revision that it must have now.</summary>
    public required int Revision { get; init; }

    /// <summary>When the client is expected.</summary>
    public required Instant Start { get; init; }

    /// <summary>When the client leaves.</summary>
    public required Instant End { get; init; }

    /// <summary>From when the barber's time is taken.</summary>
    public required Instant OccupiedFrom { get; init; }

    /// <summary>Until when the barber's time is taken (exclusive).</summary>
    public required Instant OccupiedTo { get; init; }

    /// <summary>The price with that barber.</summary>
    public required Money Price { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant At { get; init; }
}
