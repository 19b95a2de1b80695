using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace BookedBarber.Scheduling.Time;

/// <summary>
/// One local date of one zone in UTC ticks: 24 hours for most, 23, 24½ or 25 where clocks change, none where the zone
/// skips the date. Immutable, and shared by all shops of a zone with the same slot grid.
/// </summary>
/// <remarks>
/// Where clocks go back across midnight by part of an hour, the ticks of two dates interleave. Each date then spans
/// its first tick to its last, and the <see cref="Grid"/> of each has only the ticks whose wall clock shows that date.
/// </remarks>
public sealed class CalendarDay
{
    private readonly ulong[] _grid;

    private CalendarDay(LocalDate date, int slotMinutes, ImmutableArray<DaySegment> segments, int firstTick)
    {
        Date = date;
        Segments = segments;
        FirstTick = firstTick;
        EndTick = segments.IsEmpty ? firstTick : segments[^1].Ticks.To;
        _grid = new ulong[Bits.Words(TickCount)];
        foreach (var segment in segments)
        {
            var firstMinute = (segment.FromMinute + slotMinutes - 1) / slotMinutes * slotMinutes;
            for (var minute = firstMinute; minute < segment.ToMinute; minute += slotMinutes)
                Bits.Set(_grid, segment.TickAt(minute) - FirstTick);
        }
    }

    /// <summary>The local date.</summary>
    public LocalDate Date { get; }

    /// <summary>The first UTC tick of the date; of the next date, if the zone skips this one.</summary>
    public int FirstTick { get; }

    /// <summary>The tick after the last one.</summary>
    public int EndTick { get; }

    /// <summary>How many ticks lie between first and end; 288 on a plain day, 0 on one that the zone skips.</summary>
    public int TickCount => EndTick - FirstTick;

    /// <summary>The stretches between changes of the offset, in order; one on a plain day.</summary>
    public ImmutableArray<DaySegment> Segments { get; }

    /// <summary>
    /// Where a booking may start: bit <c>i</c> is set when the wall clock at tick <c>FirstTick + i</c> shows this date
    /// and a multiple of the slot length since midnight. Never in a gap; in an overlap, both times.
    /// </summary>
    public ReadOnlySpan<ulong> Grid => _grid;

    /// <summary>The offset from UTC that holds at a tick of this date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tick is not one of this date.</exception>
    public Offset OffsetAt(int tick)
    {
        foreach (var segment in Segments)
        {
            if (tick >= segment.Ticks.From && tick < segment.Ticks.To) return segment.Offset;
        }

        throw new ArgumentOutOfRangeException(nameof(tick), tick, $"Not a tick of {Date}.");
    }

    internal static CalendarDay Build(DateTimeZone zone, LocalDate date, int slotMinutes)
    {
        var midnight = date.AtMidnight();
        var nextMidnight = date.PlusDays(1).AtMidnight();
        var widest = new Interval(
            midnight.WithOffset(Offset.MaxValue).ToInstant(),
            nextMidnight.WithOffset(Offset.MinValue).ToInstant());
        var segments = ImmutableArray.CreateBuilder<DaySegment>(1);
        foreach (var zoneInterval in zone.GetZoneIntervals(widest, ZoneEqualityComparer.Options.OnlyMatchWallOffset))
        {
            var offset = zoneInterval.WallOffset;
            var from = midnight.WithOffset(offset).ToInstant();
            var to = nextMidnight.WithOffset(offset).ToInstant();
            if (zoneInterval.HasStart) from = Instant.Max(from, zoneInterval.Start);
            if (zoneInterval.HasEnd) to = Instant.Min(to, zoneInterval.End);
            var ticks = new TickRange(Tick.AtOrAfter(from), Tick.AtOrAfter(to));
            if (from >= to || ticks.IsEmpty) continue;
            var wallClock = Tick.ToInstant(ticks.From).WithOffset(offset).TimeOfDay;
            segments.Add(new DaySegment(ticks, (wallClock.Hour * 60) + wallClock.Minute, offset));
        }

        var firstTick = segments.Count > 0
            ? segments[0].Ticks.From
            : Tick.AtOrAfter(zone.AtLeniently(midnight).ToInstant());
        return new CalendarDay(date, slotMinutes, segments.DrainToImmutable(), firstTick);
    }
}
