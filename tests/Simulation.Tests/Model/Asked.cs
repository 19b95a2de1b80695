using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Simulation.Tests.Model;

/// <summary>A request to book, from when a client has made it.</summary>
internal sealed class Asked(BookingRequest request, long sinceTicks)
{
    public BookingRequest Request => request;

    public long SinceTicks => sinceTicks;

    public Fate Fate { get; set; }

    public Guid? BookingId { get; set; }

    /// <summary>When a client was refused.</summary>
    public DateTimeOffset RefusedAt { get; set; }
}

/// <summary>What a client was told.</summary>
internal enum Fate
{
    Unknown,
    Granted,
    Refused,
}

/// <summary>The ticks of a range.</summary>
internal static class TickRanges
{
    public static IEnumerable<int> All(this TickRange range) => Enumerable.Range(range.From, range.To - range.From);
}
