using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Checking;

/// <summary>What can be wrong.</summary>
public enum Fault
{
    /// <summary>Two live bookings of a barber at one time.</summary>
    Overlap,

    /// <summary>What was granted is not there, or not as it was granted.</summary>
    Lost,

    /// <summary>A key with two bookings, or two answers.</summary>
    KeyTwice,

    /// <summary>A no, although the start was free all the time.</summary>
    UnjustRefusal,

    /// <summary>A no, and it was booked all the same.</summary>
    RefusedButDone,

    /// <summary>A row that nobody asked for.</summary>
    Unasked,

    /// <summary>An answer that does not fit the wish, or that no request of this load should ever get.</summary>
    WrongAnswer,
}

/// <summary>Something that must not be, and the part of the history that shows it.</summary>
public sealed record Violation(Fault Fault, string What, params IReadOnlyList<Operation> Shown)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Fault}: {What}" + string.Concat(Shown.Select(shown => $"\n  {shown}"));
}
