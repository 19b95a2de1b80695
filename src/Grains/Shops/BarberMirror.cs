using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Grains.Shops;

/// <summary>A shop's copy of one barber's free time, as of a version.</summary>
internal sealed class BarberMirror
{
    private readonly ulong[] _free;

    public BarberMirror(TimelineSnapshot snapshot)
    {
        _free = snapshot.Free;
        Version = snapshot.Version;
        FirstTick = snapshot.FirstTick;
        NextHoldExpiry = snapshot.NextHoldExpiry;
    }

    public int FirstTick { get; }

    public ReadOnlyMemory<ulong> Free => _free;

    public DateTimeOffset? NextHoldExpiry { get; private set; }

    /// <summary>The version of the barber's timeline that this is a copy of.</summary>
    public TimelineVersion Version { get; private set; }

    /// <summary>
    /// Lays a notice over the copy. False when one before it was lost, or when it has no words: then a snapshot is due.
    /// </summary>
    public bool TryApply(TimelineNotice notice, out TickRange changed)
    {
        changed = default;
        if (Version != notice.Before || notice.Words is null)
        {
            return false;
        }

        var offset = (notice.FirstTick - FirstTick) >> 6;
        for (var i = 0; i < notice.Words.Length; i++)
        {
            if ((uint)(offset + i) < (uint)_free.Length)
            {
                _free[offset + i] = notice.Words[i];
            }
        }

        changed = new TickRange(notice.FirstTick, notice.FirstTick + (notice.Words.Length << 6));
        Version = notice.After;
        NextHoldExpiry = notice.NextHoldExpiry;
        return true;
    }
}
