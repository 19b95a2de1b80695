namespace BookedBarber.Cluster.Tests.Histories;

/// <summary>What a client can ask for.</summary>
public enum Asked
{
    /// <summary>A new booking.</summary>
    Book,

    /// <summary>The answer to a request with this key once more, after it was granted.</summary>
    Recall,

    /// <summary>Another start, and perhaps another barber.</summary>
    Move,

    /// <summary>To give the booking up.</summary>
    Cancel,

    /// <summary>That a hold becomes a booking.</summary>
    Confirm,

    /// <summary>How the booking stands.</summary>
    Look,
}

/// <summary>One thing that a client wants, however often it has to ask for it.</summary>
public sealed record Wish
{
    public required Asked What { get; init; }

    /// <summary>The shop.</summary>
    public required Guid Shop { get; init; }

    /// <summary>The idempotency key under which the booking is, or is to be, made.</summary>
    public required string Key { get; init; }

    /// <summary>The booking; null when it is to be made.</summary>
    public Guid? Booking { get; init; }

    /// <summary>The wanted barber; null for any.</summary>
    public Guid? Barber { get; init; }

    /// <summary>The wanted start, when the wish is about time.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>Whether a deposit is asked for, so that the time is held at first.</summary>
    public bool Deposit { get; init; }

    /// <inheritdoc/>
    public override string ToString() => What switch
    {
        Asked.Book or Asked.Recall => $"{What} {Key} at {Start:MM-dd HH:mm} with {Barber?.ToString() ?? "any"}",
        Asked.Move => $"Move {Booking} ({Key}) to {Start:MM-dd HH:mm} with {Barber?.ToString() ?? "any"}",
        _ => $"{What} {Booking} ({Key})",
    };
}
