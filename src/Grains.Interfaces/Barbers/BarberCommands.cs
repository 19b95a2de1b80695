using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Grains.Interfaces.Barbers;

/// <summary>How much of a barber's time a booking takes, and what it costs with that barber.</summary>
[GenerateSerializer, Immutable, Alias("PlanMessage")]
public sealed record PlanMessage
{
    /// <summary>Ticks between the start and the end that the client sees.</summary>
    [Id(0)]
    public required int DurationTicks { get; init; }

    /// <summary>Ticks taken before the start.</summary>
    [Id(1)]
    public required int BufferBeforeTicks { get; init; }

    /// <summary>Ticks taken after the end.</summary>
    [Id(2)]
    public required int BufferAfterTicks { get; init; }

    /// <summary>The price.</summary>
    [Id(3)]
    public required MoneyAmount Price { get; init; }

    /// <summary>The deposit that confirms it, if one is asked for.</summary>
    [Id(4)]
    public MoneyAmount? Deposit { get; init; }
}

/// <summary>Book this barber.</summary>
[GenerateSerializer, Immutable, Alias("TakeCommand")]
public sealed record TakeCommand
{
    /// <summary>The id that the booking will have.</summary>
    [Id(0)]
    public required Guid BookingId { get; init; }

    /// <summary>What the client asked for.</summary>
    [Id(1)]
    public required BookingRequest Request { get; init; }

    /// <summary>What it takes with this barber.</summary>
    [Id(2)]
    public required PlanMessage Plan { get; init; }
}

/// <summary>What became of a <see cref="TakeCommand"/>.</summary>
[GenerateSerializer, Immutable, Alias("TakeAnswer")]
public sealed record TakeAnswer
{
    /// <summary>The new booking, or the one that the shop has with this idempotency key already.</summary>
    [Id(0)]
    public BookingMessage? Booking { get; init; }

    /// <summary>Whether the booking was there already.</summary>
    [Id(1)]
    public bool Existing { get; init; }

    /// <summary>Why it was refused, when it was.</summary>
    [Id(2)]
    public Problem? Problem { get; init; }
}

/// <summary>Take over a booking, from another time of this barber or from another barber.</summary>
[GenerateSerializer, Immutable, Alias("MoveCommand")]
public sealed record MoveCommand
{
    /// <summary>The booking.</summary>
    [Id(0)]
    public required Guid BookingId { get; init; }

    /// <summary>The new start.</summary>
    [Id(1)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>What it takes with this barber.</summary>
    [Id(2)]
    public required PlanMessage Plan { get; init; }

    /// <summary>Whether the shop itself asks, to whom the client's deadline and notice do not apply.</summary>
    [Id(3)]
    public required bool AsStaff { get; init; }

    /// <summary>The revision of the booking that the caller has seen.</summary>
    [Id(4)]
    public required int Revision { get; init; }

    /// <summary>After which nothing is moved, as in the request; null for never.</summary>
    [Id(5)]
    public DateTimeOffset? AnswerBy { get; init; }
}

/// <summary>A step in the life of a booking.</summary>
[GenerateSerializer, Immutable, Alias("ChangeCommand")]
public sealed record ChangeCommand
{
    /// <summary>The booking.</summary>
    [Id(0)]
    public required Guid BookingId { get; init; }

    /// <summary>The step; not <c>Expire</c>, and not <c>Reschedule</c>.</summary>
    [Id(1)]
    public required BookingAction Action { get; init; }

    /// <summary>Whether the shop itself asks, to whom the client's deadline does not apply.</summary>
    [Id(2)]
    public required bool AsStaff { get; init; }

    /// <summary>The revision of the booking that the caller has seen.</summary>
    [Id(3)]
    public required int Revision { get; init; }
}
