using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Availability;

/// <summary>Walks the starts that any of several barbers has open, one way, one local date at a time.</summary>
internal sealed class OpenStartCursor
{
    private readonly ShopCalendar _calendar;
    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly BookingWindow _window;
    private readonly bool _forward;
    private readonly ulong[] _starts = new ulong[OpenStarts.MaxDayWords];
    private LocalDate _date;
    private CalendarDay? _day;
    private int _datesLeft;

    public OpenStartCursor(
        ShopCalendar calendar,
        IReadOnlyList<Candidate> candidates,
        BookingWindow window,
        LocalDate center,
        int maxDays,
        bool forward)
    {
        _calendar = calendar;
        _candidates = candidates;
        _window = window;
        _forward = forward;
        _date = center;
        _datesLeft = maxDays;
        Load();
    }

    /// <summary>The next open start at or beyond a tick in the cursor's direction; null when the search ends.</summary>
    public int? From(int tick)
    {
        while (_day is { } day)
        {
            var bit = _forward
                ? Bits.NextSet(_starts, tick - day.FirstTick)
                : Bits.PreviousSet(_starts, tick - day.FirstTick + 1);
            if (bit >= 0) return day.FirstTick + bit;
            if (_datesLeft-- == 0) break;
            _date = _date.PlusDays(_forward ? 1 : -1);
            Load();
        }

        _day = null;
        return null;
    }

    private void Load()
    {
        _day = null;
        if (!ShopCalendar.Has(_date)) return;
        var day = _calendar.Day(_date);
        if (_forward ? day.FirstTick >= _window.NotAfterTick : day.EndTick <= _window.NotBeforeTick) return;
        _day = day;
        Array.Clear(_starts);
        Span<ulong> one = stackalloc ulong[OpenStarts.MaxDayWords];
        foreach (var candidate in _candidates)
        {
            OpenStarts.Find(
                candidate.Free.Span,
                candidate.FreeFirstTick,
                day,
                candidate.Shape,
                _window.NotBeforeTick,
                _window.NotAfterTick,
                one);
            for (var i = 0; i < one.Length; i++) _starts[i] |= one[i];
        }
    }
}
