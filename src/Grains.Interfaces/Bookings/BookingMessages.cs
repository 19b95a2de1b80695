using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Grains.Interfaces.Bookings;

/// <summary>Who comes.</summary>
[GenerateSerializer, Immutable, Alias("ClientMessage")]
public sealed record ClientMessage
{
    /// <summary>1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>At most 254 characters.</summary>
    [Id(1)]
    public string? Email { get; init; }

    /// <summary>At most 40 characters.</summary>
    [Id(2)]
    public string? Phone { get; init; }
}

/// <summary>What a client asks for.</summary>
[GenerateSerializer, Immutable, Alias("BookingRequest")]
public sealed record BookingRequest
{
    /// <summary>1 to 64 printable ASCII characters.</summary>
    [Id(0)]
    public required string IdempotencyKey { get; init; }

    /// <summary>The services, in the order in which they are done. At least one.</summary>
    [Id(1)]
    public required ImmutableArray<Guid> Services { get; init; }

    /// <summary>The barber, or null for any.</summary>
    [Id(2)]
    public Guid? Barber { get; init; }

    /// <summary>When the client wants to come.</summary>
    [Id(3)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>Who comes.</summary>
    [Id(4)]
    public required ClientMessage Client { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    [Id(5)]
    public string? Notes { get; init; }

    /// <summary>
    /// Until when the caller waits for this copy of the request, by the caller's clock; null for as long as it takes.
    /// Nothing is booked after that: the caller may have asked again and been refused.
    /// </summary>
    [Id(6)]
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>
    /// Until when older copies of this request may still be decided, by the caller's clock; null when there are none
    /// without an answer. Where there are, fences are moved before a refusal: no copy comes after it.
    /// </summary>
    [Id(7)]
    public DateTimeOffset? OlderCopiesUntil { get; init; }

    /// <summary>
    /// Whether the shop itself asks, for somebody who came in or called: the notice that clients must give does not
    /// apply, and the booking waits for no deposit.
    /// </summary>
    [Id(8)]
    public bool AsStaff { get; init; }
}

/// <summary>The answer to a <see cref="BookingRequest"/>.</summary>
[GenerateSerializer, Immutable, Alias("BookingAnswer")]
public sealed record BookingAnswer
{
    /// <summary>The booking.</summary>
    [Id(0)]
    public required BookingMessage Booking { get; init; }

    /// <summary>Whether this request made it, or an earlier one with the same key did.</summary>
    [Id(1)]
    public required bool Created { get; init; }
}

/// <summary>A booking as its client and its shop see it.</summary>
[GenerateSerializer, Immutable, Alias("BookingMessage")]
public sealed record BookingMessage
{
    /// <summary>UUIDv7.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>Where it stands; a hold past its deadline is shown as expired.</summary>
    [Id(1)]
    public required BookingStatus Status { get; init; }

    /// <summary>The shop.</summary>
    [Id(2)]
    public required Guid Shop { get; init; }

    /// <summary>The barber.</summary>
    [Id(3)]
    public required Guid Barber { get; init; }

    /// <summary>The services in order.</summary>
    [Id(4)]
    public required ImmutableArray<Guid> Services { get; init; }

    /// <summary>With the shop's offset.</summary>
    [Id(5)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>With the shop's offset.</summary>
    [Id(6)]
    public required DateTimeOffset End { get; init; }

    /// <summary>The price that was agreed.</summary>
    [Id(7)]
    public required MoneyAmount Price { get; init; }

    /// <summary>The deposit that was asked for, if any.</summary>
    [Id(8)]
    public MoneyAmount? Deposit { get; init; }

    /// <summary>Who comes.</summary>
    [Id(9)]
    public required ClientMessage Client { get; init; }

    /// <summary>What the client wants the barber to know.</summary>
    [Id(10)]
    public string? Notes { get; init; }

    /// <summary>When the hold ends or ended; null unless it was ever held.</summary>
    [Id(11)]
    public DateTimeOffset? HoldExpiresAt { get; init; }

    /// <summary>Fingerprint of the request that made it, 32 bytes.</summary>
    [Id(12)]
    public required ImmutableArray<byte> RequestHash { get; init; }

    /// <summary>How often it was written: 1 when it is new, one more with each change.</summary>
    [Id(13)]
    public required int Revision { get; init; }
}

/// <summary>A reschedule, as the client or the shop asks for it.</summary>
[GenerateSerializer, Immutable, Alias("RescheduleRequest")]
public sealed record RescheduleRequest
{
    /// <summary>The booking.</summary>
    [Id(0)]
    public required Guid BookingId { get; init; }

    /// <summary>The new start.</summary>
    [Id(1)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>The new barber; null keeps the one it has.</summary>
    [Id(2)]
    public Guid? Barber { get; init; }

    /// <summary>Any barber will do; the one it has is preferred.</summary>
    [Id(3)]
    public bool AnyBarber { get; init; }

    /// <summary>Whether the shop itself asks.</summary>
    [Id(4)]
    public required bool AsStaff { get; init; }

    /// <summary>The revision of the booking that the caller has seen.</summary>
    [Id(5)]
    public required int Revision { get; init; }

    /// <summary>
    /// Until when the caller waits for this copy of the request, by the caller's clock; null for as long as it takes.
    /// Nothing is moved after that: the caller may have asked again and been refused.
    /// </summary>
    [Id(6)]
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>
    /// Until when older copies of this request may still be decided, by the caller's clock; null when there are none
    /// without an answer. Where there are, fences are moved before a refusal: no copy comes after it.
    /// </summary>
    [Id(7)]
    public DateTimeOffset? OlderCopiesUntil { get; init; }
}

/// <summary>Which bookings of a shop to list.</summary>
[GenerateSerializer, Immutable, Alias("BookingListQuery")]
public sealed record BookingListQuery
{
    /// <summary>First date, in the shop's zone.</summary>
    [Id(0)]
    public required DateOnly From { get; init; }

    /// <summary>Date after the last one.</summary>
    [Id(1)]
    public required DateOnly To { get; init; }

    /// <summary>Only this barber's.</summary>
    [Id(2)]
    public Guid? Barber { get; init; }

    /// <summary>Only those with this status.</summary>
    [Id(3)]
    public BookingStatus? Status { get; init; }

    /// <summary>Where the page starts, as an earlier page said.</summary>
    [Id(4)]
    public string? Cursor { get; init; }
}

/// <summary>A page of a shop's bookings.</summary>
[GenerateSerializer, Immutable, Alias("BookingList")]
public sealed record BookingList
{
    /// <summary>By start and id.</summary>
    [Id(0)]
    public required ImmutableArray<BookingMessage> Items { get; init; }

    /// <summary>Where the next page starts; null at the end.</summary>
    [Id(1)]
    public string? Next { get; init; }
}
