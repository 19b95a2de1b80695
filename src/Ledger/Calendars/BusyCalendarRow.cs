using System.Collections.Immutable;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Ledger.Calendars;

/// <summary>A calendar of somebody else's in which a barber is busy, without its text.</summary>
public sealed record BusyCalendarRow
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The shop.</summary>
    public required Guid ShopId { get; init; }

    /// <summary>Whose time it takes.</summary>
    public required Guid BarberId { get; init; }

    /// <summary>What the barber calls it; no two of one barber have the same.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is read again and again; null when it was uploaded.</summary>
    public string? Url { get; init; }

    /// <summary>When the barber is busy by it, in order.</summary>
    public ImmutableArray<TickRange> Busy { get; init; } = [];

    /// <summary>How many events it has.</summary>
    public int Events { get; init; }

    /// <summary>How many parts of it were ignored.</summary>
    public int Ignored { get; init; }

    /// <summary>The entity tag that came with the text.</summary>
    public string? ETag { get; init; }

    /// <summary>The date that came with the text, as it was written.</summary>
    public string? LastModified { get; init; }

    /// <summary>When the text was taken; null when it never was.</summary>
    public Instant? FetchedAt { get; init; }

    /// <summary>When it is to be read again.</summary>
    public required Instant NextAt { get; init; }

    /// <summary>How often in a row it could not be read.</summary>
    public int Failures { get; init; }

    /// <summary>Why not, the last time.</summary>
    public string? LastError { get; init; }

    /// <summary>Whether it was removed, and only its barber is to hear of that.</summary>
    public bool Removed { get; init; }
}

/// <summary>A calendar that is to be read again.</summary>
/// <param name="Id">The calendar.</param>
/// <param name="BarberId">Whose.</param>
/// <param name="Url">Where it is; null when its text is to be read again as it is.</param>
/// <param name="ETag">The entity tag of what is known.</param>
/// <param name="LastModified">The date of what is known.</param>
public sealed record DueCalendar(Guid Id, Guid BarberId, string? Url, string? ETag, string? LastModified);
