using System.Runtime.InteropServices;
using BookedBarber.Scheduling.Hours;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Availability;

/// <summary>
/// One barber's hot state: which ticks are free over a window of whole local days. Not safe for several threads at
/// once; its owner takes one turn at a time.
/// </summary>
/// <remarks>
/// Free means: worked, not time off, not taken. It is one contiguous bitmap over the whole window, so intervals that
/// meet at midnight and bookings that cross it need no special case, and 60 days cost about 2 KiB. What is worked is
/// not kept beside it: it is painted anew, for the few ticks concerned, when a booking is released.
/// </remarks>
public sealed class Timeline
{
    private readonly ulong[] _free;
    private readonly TickRange[] _timeOff;
    private readonly List<Occupancy> _occupied;
    private readonly int _openTick;

    /// <summary>Builds the bitmap from its sources.</summary>
    /// <param name="calendar">The shop's calendar.</param>
    /// <param name="hours">The barber's working hours.</param>
    /// <param name="timeOff">Absences; in any order, they may overlap.</param>
    /// <param name="firstDate">The first local date of the window.</param>
    /// <param name="days">How many dates the window has; at least 1.</param>
    /// <param name="occupied">The bookings that take time. They may lie outside working hours, since hours change
    /// after a booking; those that end before the window are dropped.</param>
    public Timeline(
        ShopCalendar calendar,
        WorkingHours hours,
        IReadOnlyList<TickRange> timeOff,
        LocalDate firstDate,
        int days,
        IEnumerable<Occupancy> occupied)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        Calendar = calendar;
        Hours = hours;
        FirstDate = firstDate;
        Days = days;
        _openTick = calendar.Day(firstDate).FirstTick;
        FirstTick = _openTick & ~63;
        EndTick = calendar.Day(LastDate).EndTick;
        _timeOff = [.. timeOff.Where(range => range.To > _openTick && !range.IsEmpty)];
        _occupied = [.. occupied.Where(occupancy => occupancy.To > _openTick).OrderBy(o => o.From)];
        _free = new ulong[Bits.Words(EndTick - FirstTick)];
        Repaint(firstDate, new TickRange(_openTick, EndTick));
    }

    /// <summary>The shop's calendar.</summary>
    public ShopCalendar Calendar { get; }

    /// <summary>The barber's working hours.</summary>
    public WorkingHours Hours { get; }

    /// <summary>The first local date of the window.</summary>
    public LocalDate FirstDate { get; }

    /// <summary>How many local dates the window has.</summary>
    public int Days { get; }

    /// <summary>The tick of bit 0: the first tick of the window, down to a multiple of 64.</summary>
    public int FirstTick { get; }

    /// <summary>The tick after the last one of the window.</summary>
    public int EndTick { get; }

    /// <summary>Bit <c>i</c> is set when tick <c>FirstTick + i</c> is free. Valid until the next change.</summary>
    public ReadOnlySpan<ulong> Free => _free;

    /// <summary>The same bits, for those who keep a view of them.</summary>
    public ReadOnlyMemory<ulong> FreeMemory => _free;

    /// <summary>What takes time in the window or after it, sorted by its first tick.</summary>
    public IReadOnlyList<Occupancy> Occupied => _occupied;

    /// <summary>Absences that have not ended before the window.</summary>
    public IReadOnlyList<TickRange> TimeOff => _timeOff;

    /// <summary>Whether all ticks of a range lie within the window.</summary>
    public bool Contains(TickRange range) => range.From >= _openTick && range.To <= EndTick;

    /// <summary>Whether all ticks of a range are free.</summary>
    public bool IsFree(TickRange range) => Bits.AllSet(_free, range.From - FirstTick, range.To - FirstTick);

    /// <summary>
    /// Whether all ticks of a range are worked and none is time off, whatever is booked: what tells "closed then" from
    /// "taken". The range may lie outside the window.
    /// </summary>
    public bool IsWorking(TickRange range)
    {
        if (range.IsEmpty) return true;
        if (range.Length > ServiceShape.MaxOccupiedTicks) return false;
        Span<ulong> worked = stackalloc ulong[(ServiceShape.MaxOccupiedTicks / 64) + 1];
        worked.Clear();
        Paint(DateBefore(range), ShopCalendar.MaxDate, range, worked, range.From);
        return Bits.AllSet(worked, 0, range.Length);
    }

    /// <summary>Takes ticks for a booking.</summary>
    /// <exception cref="InvalidOperationException">They are not all free: the caller did not check.</exception>
    public void Occupy(Occupancy occupancy)
    {
        if (occupancy.Range.IsEmpty || !IsFree(occupancy.Range))
            throw new InvalidOperationException($"Ticks {occupancy.From} to {occupancy.To} are not all free.");
        Bits.ClearRange(_free, occupancy.From - FirstTick, occupancy.To - FirstTick);
        _occupied.Insert(IndexFrom(occupancy.From), occupancy);
    }

    /// <summary>
    /// Gives the ticks of a booking back, as far as they are worked. False when the booking takes no time here, which
    /// is so for one that was released already.
    /// </summary>
    /// <param name="bookingId">The booking.</param>
    /// <param name="range">The ticks that it took.</param>
    public bool Release(Guid bookingId, out TickRange range)
    {
        var index = _occupied.FindIndex(occupancy => occupancy.BookingId == bookingId);
        range = index < 0 ? default : _occupied[index].Range;
        if (index < 0) return false;
        _occupied.RemoveAt(index);
        var shown = range.Intersect(new TickRange(_openTick, EndTick));
        if (!shown.IsEmpty) Repaint(LocalDate.Max(FirstDate, DateBefore(shown)), shown);
        return true;
    }

    private LocalDate LastDate => FirstDate.PlusDays(Days - 1);

    /// <summary>
    /// The date before the one of a range's first tick: where two dates interleave, ticks of it may still follow.
    /// </summary>
    private LocalDate DateBefore(TickRange range) => Calendar.DateOf(range.From).PlusDays(-1);

    /// <summary>
    /// Brings the dates from one on that touch a range, and lie in the window, to what is worked, not time off and not
    /// taken, whatever they showed.
    /// </summary>
    private void Repaint(LocalDate first, TickRange range)
    {
        var painted = Paint(first, LastDate, range, _free, FirstTick);
        foreach (var taken in CollectionsMarshal.AsSpan(_occupied))
        {
            if (taken.Range.Overlaps(painted)) Bits.ClearRange(_free, taken.From - FirstTick, taken.To - FirstTick);
        }
    }

    /// <summary>Sets what is worked on the dates that touch a range, less time off, and says how far it came.</summary>
    private TickRange Paint(LocalDate first, LocalDate last, TickRange range, Span<ulong> bits, int firstTick)
    {
        var (from, to) = (range.From, range.To);
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            var day = Calendar.Day(date);
            if (day.FirstTick >= range.To) break;
            WorkingTime.Paint(day, Hours.On(date), bits, firstTick);
            from = Math.Min(from, day.FirstTick);
            to = Math.Max(to, day.EndTick);
        }

        foreach (var off in _timeOff) Bits.ClearRange(bits, off.From - firstTick, off.To - firstTick);
        return new TickRange(from, to);
    }

    private int IndexFrom(int tick)
    {
        var (low, high) = (0, _occupied.Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_occupied[middle].From < tick) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
