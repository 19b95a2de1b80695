using System.Collections.Immutable;

namespace BookedBarber.Grains.Interfaces.Barbers;

/// <summary>A stretch of working time on one local date, in minutes since local midnight.</summary>
[GenerateSerializer, Immutable, Alias("IntervalMessage")]
public readonly record struct IntervalMessage
{
    /// <summary>0 to 1435, a multiple of 5.</summary>
    [Id(0)]
    public required int FromMinute { get; init; }

    /// <summary>5 to 1440, a multiple of 5, after <see cref="FromMinute"/>.</summary>
    [Id(1)]
    public required int ToMinute { get; init; }
}

/// <summary>A barber's working hours.</summary>
[GenerateSerializer, Immutable, Alias("HoursMessage")]
public sealed record HoursMessage
{
    /// <summary>Seven lists, Monday first; an empty one is a day off.</summary>
    [Id(0)]
    public required ImmutableArray<ImmutableArray<IntervalMessage>> Weekly { get; init; }

    /// <summary>Dates that are worked differently.</summary>
    [Id(1)]
    public ImmutableArray<HoursException> Exceptions { get; init; } = [];
}

/// <summary>One date that is worked differently.</summary>
[GenerateSerializer, Immutable, Alias("HoursException")]
public sealed record HoursException
{
    /// <summary>The date in the shop's zone.</summary>
    [Id(0)]
    public required DateOnly Date { get; init; }

    /// <summary>Its hours; empty when it is not worked.</summary>
    [Id(1)]
    public required ImmutableArray<IntervalMessage> Intervals { get; init; }
}

/// <summary>A stretch of time in which a barber does not work, whatever the hours say.</summary>
[GenerateSerializer, Immutable, Alias("TimeOffMessage")]
public sealed record TimeOffMessage
{
    /// <summary>UUIDv7.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>From when.</summary>
    [Id(1)]
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when (exclusive).</summary>
    [Id(2)]
    public required DateTimeOffset To { get; init; }

    /// <summary>Why, for the shop's own eyes.</summary>
    [Id(3)]
    public string? Reason { get; init; }
}

/// <summary>When a barber works and when not, as it was said.</summary>
[GenerateSerializer, Immutable, Alias("BarberSchedule")]
public sealed record BarberSchedule
{
    /// <summary>Working hours; null until they are set.</summary>
    [Id(0)]
    public HoursMessage? Hours { get; init; }

    /// <summary>Time off, by start; what has passed may be missing.</summary>
    [Id(1)]
    public ImmutableArray<TimeOffMessage> TimeOff { get; init; } = [];

    /// <summary>What the calendars of others take, as in <see cref="BusyTimesMessage.Ticks"/>.</summary>
    [Id(2)]
    public ImmutableArray<int> Busy { get; init; } = [];
}

/// <summary>When a barber is busy by the calendars of others. It replaces what was said before.</summary>
[GenerateSerializer, Immutable, Alias("BusyTimesMessage")]
public sealed record BusyTimesMessage
{
    /// <summary>
    /// Intervals in 5-minute ticks since the Unix epoch: from, to (exclusive), from, to, … in order; no two of them
    /// touch.
    /// </summary>
    [Id(0)]
    public required ImmutableArray<int> Ticks { get; init; }
}
