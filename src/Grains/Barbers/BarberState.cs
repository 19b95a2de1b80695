using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;

namespace BookedBarber.Grains.Barbers;

/// <summary>What is kept of a barber beside the appointments. Never changed in place: a write replaces it.</summary>
public sealed record BarberState
{
    /// <summary>What the shop said last; null until it has said anything.</summary>
    public BarberSettings? Settings { get; init; }

    /// <summary>Working hours; null until they are set.</summary>
    public HoursMessage? Hours { get; init; }

    /// <summary>Time off that has not passed, by start.</summary>
    public ImmutableArray<TimeOffMessage> TimeOff { get; init; } = [];

    /// <summary>
    /// When calendars of others take the time, in ticks: from, to, from, to, … They stand here as they were expanded,
    /// for longer than any horizon, so that an activation asks nobody for them.
    /// </summary>
    public ImmutableArray<int> Busy { get; init; } = [];

    /// <summary>Counts the changes of this state.</summary>
    public long Version { get; init; }

    /// <summary>Whether the barber has left the roster.</summary>
    public bool Closed { get; init; }
}
