using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Availability;

// How open starts are found
// -------------------------
// A barber's free time is a bitmap, one bit for each 5-minute tick. A visit that takes L ticks of the barber and whose
// client comes b ticks after they begin can start at tick t exactly when the bits t-b … t-b+L-1 are all set. The set
// of all such t is the AND of L copies of the bitmap, each shifted by one more bit:
//
//     free         1 1 1 1 0 1 1 1          L = 3, b = 0; bit 0 on the left
//     free >> 1    1 1 1 0 1 1 1 .
//     free >> 2    1 1 0 1 1 1 . .
//     AND          1 1 0 0 0 1 . .          a run of three begins at 0, 1 and 5
//
// L copies are not needed. If R(n) marks where runs of n begin, then R(n + k) = R(n) AND (R(n) >> k) for every k <= n:
// a run of n + k is a run of n, and another one k further on that touches or overlaps it. Doubling n each time and
// ending with the remainder takes ceil(log2 L) passes: five for two hours. A day is five words, so one day of one
// barber costs some tens of operations however many appointments it has, and nothing is allocated.
//
// The buffer before the client comes is part of L, and is undone by where the window is read: it begins b ticks before
// the day's first tick, so that bit i of the result is the client's start at tick i of the day. The window also reaches
// L-1 ticks beyond the day, so a visit may run over midnight. What lies outside the given bits counts as taken.
//
// Three masks remain: the day's grid, which has no bit in a gap of the wall clock and two for a repeated time; the
// first start that the notice allows; and the end of the horizon. The page that a client reads and the barber that
// takes the booking both come here, so what is offered is what can be booked.

/// <summary>Finds the starts at which a visit fits. One function, for those who offer and for those who book.</summary>
public static class OpenStarts
{
    /// <summary>Words that hold the result for any day: 48 hours, a date that a zone repeats.</summary>
    public const int MaxDayWords = 9;

    /// <summary>Finds all open starts of one day.</summary>
    /// <param name="free">Bit <c>i</c> is set when tick <c>freeFirstTick + i</c> is free; all others are taken.</param>
    /// <param name="freeFirstTick">The tick of bit 0.</param>
    /// <param name="day">The day that starts are wanted for.</param>
    /// <param name="shape">How long the visit takes.</param>
    /// <param name="notBeforeTick">The first tick at which a visit may start.</param>
    /// <param name="notAfterTick">The tick from which on none may start.</param>
    /// <param name="result">Takes the answer: bit <c>i</c> is set when a visit may start at tick
    /// <c>day.FirstTick + i</c>. As long as the day's grid or longer; what is longer is cleared.</param>
    /// <exception cref="ArgumentException">The shape takes no time or more than
    /// <see cref="ServiceShape.MaxOccupiedTicks"/>, or the result is too short.</exception>
    public static void Find(
        ReadOnlySpan<ulong> free,
        int freeFirstTick,
        CalendarDay day,
        ServiceShape shape,
        int notBeforeTick,
        int notAfterTick,
        Span<ulong> result)
    {
        var length = shape.OccupiedTicks;
        if (shape.DurationTicks < 1 || shape.BufferBeforeTicks < 0 || shape.BufferAfterTicks < 0
            || length is < 1 or > ServiceShape.MaxOccupiedTicks)
            throw new ArgumentException($"Not the shape of a visit: {shape}.", nameof(shape));
        var grid = day.Grid;
        if (result.Length < grid.Length) throw new ArgumentException("Shorter than the day.", nameof(result));
        result.Clear();
        if (grid.IsEmpty || notBeforeTick >= day.EndTick || notAfterTick <= day.FirstTick) return;

        Span<ulong> runs = stackalloc ulong[Bits.Words(day.TickCount + length - 1)];
        CopyWindow(free, (long)day.FirstTick - shape.BufferBeforeTicks - freeFirstTick, runs);
        for (var have = 1; have < length;)
        {
            var step = Math.Min(have, length - have);
            AndWithShifted(runs, step);
            have += step;
        }

        for (var i = 0; i < grid.Length; i++) result[i] = runs[i] & grid[i];
        if (notBeforeTick > day.FirstTick) Bits.ClearRange(result, 0, notBeforeTick - day.FirstTick);
        if (notAfterTick < day.EndTick) Bits.ClearRange(result, notAfterTick - day.FirstTick, day.TickCount);
    }

    /// <summary>Whether one start is open. It is <see cref="Find"/> for its day, and one bit of the answer.</summary>
    /// <param name="free">As for <see cref="Find"/>.</param>
    /// <param name="freeFirstTick">As for <see cref="Find"/>.</param>
    /// <param name="day">The local date of the start.</param>
    /// <param name="shape">As for <see cref="Find"/>.</param>
    /// <param name="notBeforeTick">As for <see cref="Find"/>.</param>
    /// <param name="notAfterTick">As for <see cref="Find"/>.</param>
    /// <param name="startTick">The start; not open when it is not a tick of the day.</param>
    /// <exception cref="ArgumentException">The shape is not that of a visit.</exception>
    public static bool IsOpen(
        ReadOnlySpan<ulong> free,
        int freeFirstTick,
        CalendarDay day,
        ServiceShape shape,
        int notBeforeTick,
        int notAfterTick,
        int startTick)
    {
        Span<ulong> starts = stackalloc ulong[MaxDayWords];
        Find(free, freeFirstTick, day, shape, notBeforeTick, notAfterTick, starts);
        return startTick >= day.FirstTick && startTick < day.EndTick && Bits.IsSet(starts, startTick - day.FirstTick);
    }

    /// <summary>Fills the target with the source's bits from one on, which may lie outside the source.</summary>
    private static void CopyWindow(ReadOnlySpan<ulong> source, long firstBit, Span<ulong> target)
    {
        var word = firstBit >> 6;
        var shift = (int)(firstBit & 63);
        for (var i = 0; i < target.Length; i++, word++)
        {
            var low = (ulong)word < (ulong)source.Length ? source[(int)word] : 0;
            if (shift == 0)
            {
                target[i] = low;
                continue;
            }

            var high = (ulong)(word + 1) < (ulong)source.Length ? source[(int)(word + 1)] : 0;
            target[i] = (low >> shift) | (high << (64 - shift));
        }
    }

    /// <summary><c>words &amp;= words >> bits</c>. Going upwards, each word is read before it is written.</summary>
    private static void AndWithShifted(Span<ulong> words, int bits)
    {
        var skip = bits >> 6;
        var shift = bits & 63;
        for (var i = 0; i < words.Length; i++)
        {
            var low = i + skip < words.Length ? words[i + skip] : 0;
            var high = i + skip + 1 < words.Length ? words[i + skip + 1] : 0;
            words[i] &= shift == 0 ? low : (low >> shift) | (high << (64 - shift));
        }
    }
}
