using System.Collections.Immutable;

namespace BookedBarber.Grains.Interfaces.Calendars;

/// <summary>A calendar in which a barber is busy, as it was given.</summary>
[GenerateSerializer, Immutable, Alias("BusyCalendarDefinition")]
public sealed record BusyCalendarDefinition
{
    /// <summary>The barber's shop.</summary>
    [Id(0)]
    public required Guid Shop { get; init; }

    /// <summary>1 to 200 characters; the calendar with the same name is replaced.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Its text, at most 1 MiB; null when there is an address.</summary>
    [Id(2)]
    public string? Text { get; init; }

    /// <summary>
    /// Where it is to be read again and again: <c>http</c>, <c>https</c> or <c>webcal</c>; null when there is a text.
    /// </summary>
    [Id(3)]
    public string? Url { get; init; }
}

/// <summary>A calendar in which a barber is busy, as it is kept.</summary>
[GenerateSerializer, Immutable, Alias("BusyCalendarMessage")]
public sealed record BusyCalendarMessage
{
    /// <summary>UUIDv7.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>What the barber calls it.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Where it is read again and again; null when it was uploaded.</summary>
    [Id(2)]
    public string? Url { get; init; }

    /// <summary>How many events it has, those that take no time included.</summary>
    [Id(3)]
    public required int Events { get; init; }

    /// <summary>In how many intervals the barber is busy by it, after those that touch were joined.</summary>
    [Id(4)]
    public required int BusyIntervals { get; init; }

    /// <summary>How many parts of it were ignored.</summary>
    [Id(5)]
    public required int IgnoredParts { get; init; }

    /// <summary>The first of those, and why; only in the answer to an upload.</summary>
    [Id(6)]
    public ImmutableArray<IgnoredCalendarPart> Ignored { get; init; } = [];

    /// <summary>When its text was taken; null until it was for the first time.</summary>
    [Id(7)]
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>When its address is read the next time; null when it was uploaded.</summary>
    [Id(8)]
    public DateTimeOffset? NextFetchAt { get; init; }

    /// <summary>Why it could not be read the last time; what was read before goes on to hold.</summary>
    [Id(9)]
    public string? LastError { get; init; }
}

/// <summary>A part of a calendar that takes no time.</summary>
[GenerateSerializer, Immutable, Alias("IgnoredCalendarPart")]
public sealed record IgnoredCalendarPart
{
    /// <summary>The line at which it begins, from 1.</summary>
    [Id(0)]
    public required int Line { get; init; }

    /// <summary>What it is, for example <c>VEVENT</c>.</summary>
    [Id(1)]
    public required string Component { get; init; }

    /// <summary>Why, as a sentence without a subject.</summary>
    [Id(2)]
    public required string Reason { get; init; }
}

/// <summary>All calendars of one barber.</summary>
[GenerateSerializer, Immutable, Alias("BusyCalendarList")]
public sealed record BusyCalendarList
{
    /// <summary>By name.</summary>
    [Id(0)]
    public required ImmutableArray<BusyCalendarMessage> Items { get; init; }
}

/// <summary>What was found at the address of a calendar: a text, that nothing has changed, or an error.</summary>
[GenerateSerializer, Immutable, Alias("FetchedCalendar")]
public sealed record FetchedCalendar
{
    /// <summary>The address, as the calendar has it.</summary>
    [Id(0)]
    public required string Url { get; init; }

    /// <summary>The text, at most 1 MiB; null when nothing has changed or it could not be read.</summary>
    [Id(1)]
    public string? Text { get; init; }

    /// <summary>The entity tag that came with it.</summary>
    [Id(2)]
    public string? ETag { get; init; }

    /// <summary>The date that came with it, as it was written.</summary>
    [Id(3)]
    public string? LastModified { get; init; }

    /// <summary>Why it could not be read, in one sentence; null when it could.</summary>
    [Id(4)]
    public string? Error { get; init; }
}
