using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Grains.Barbers;

/// <summary>Parts and variants of a timeline.</summary>
internal static class TimelineParts
{
    /// <summary>The words of the bitmap that a range of ticks lies in, and the tick of their first bit.</summary>
    public static (int FirstTick, ulong[] Words) Words(this Timeline timeline, TickRange? range)
    {
        if (range is not { } changed)
        {
            return (timeline.FirstTick, []);
        }

        var first = Math.Clamp((changed.From - timeline.FirstTick) >> 6, 0, timeline.Free.Length);
        var last = Math.Clamp((changed.To - timeline.FirstTick + 63) >> 6, first, timeline.Free.Length);
        return (timeline.FirstTick + (first << 6), timeline.Free[first..last].ToArray());
    }

    /// <summary>The same time as if a booking were not there.</summary>
    public static Timeline Without(this Timeline timeline, Guid bookingId) => new(
        timeline.Calendar,
        timeline.Hours,
        timeline.TimeOff,
        timeline.FirstDate,
        timeline.Days,
        timeline.Occupied.Where(occupancy => occupancy.BookingId != bookingId));
}
