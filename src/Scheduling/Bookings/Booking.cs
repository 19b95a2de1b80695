using System.Collections.Immutable;
using NodaTime;

namespace BookedBarber.Scheduling.Bookings;

/// <summary>One booking, as the ledger keeps it.</summary>
public sealed record Booking
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The shop that it belongs to.</summary>
    public required Guid ShopId { get; init; }

    /// <summary>The barber whose time it takes.</summary>
    public required Guid BarberId { get; init; }

    /// <summary>Where it stands.</summary>
    public required BookingStatus Status { get; init; }

    /// <summary>The services, in the order in which they are done. At least one.</summary>
    public required ImmutableArray<Guid> Services { get; init; }

    /// <summary>When the client is expected; on a 5-minute tick.</summary>
    public required Instant Start { get; init; }

    /// <summary>When the client leaves; on a 5-minute tick.</summary>
    public required Instant End { get; init; }

    /// <summary>From when the barber's time is taken: the start less the buffer before.</summary>
    public required Instant OccupiedFrom { get; init; }

    /// <summary>Until when the barber's time is taken (exclusive): the end plus the buffer after.</summary>
    public required Instant OccupiedTo { get; init; }

    /// <summary>The price agreed when it was booked.</summary>
    public required Money Price { get; init; }

    /// <summary>The deposit that confirms it, when one is asked for.</summary>
    public Money? Deposit { get; init; }

    /// <summary>Who comes.</summary>
    public required Client Client { get; init; }

    /// <summary>What the client wants the barber to know.</summary>
    public string? Notes { get; init; }

    /// <summary>When a hold ends by itself; null unless it was ever held.</summary>
    public Instant? HoldExpiresAt { get; init; }

    /// <summary>The caller's key, unique within the shop; 1 to 64 printable ASCII characters.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>SHA-256 of the request in canonical form, 32 bytes: tells a repetition from a reused key.</summary>
    public required ImmutableArray<byte> RequestHash { get; init; }

    /// <summary>When it was booked, to the microsecond.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>How often it was written: 1 when it is new, one more with each change.</summary>
    public int Revision { get; init; } = 1;
}
