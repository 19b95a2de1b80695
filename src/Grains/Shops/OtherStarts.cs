using System.Collections.Immutable;
using BookedBarber.Grains.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Shops;

/// <summary>
/// What to offer to whoever came second, and whom to ask first. A thousand losers of one race ask for the same, so
/// the answer is kept until something changes.
/// </summary>
internal sealed class OtherStarts(ShopMirrors mirrors)
{
    private const int Count = 3;
    private const int MaxDays = 14;
    private const int MaxKept = 256;

    private readonly Dictionary<Key, ImmutableArray<AlternativeStart>> _kept = [];

    /// <summary>Something changed.</summary>
    public void Forget() => _kept.Clear();

    /// <summary>The open starts nearest to one that was taken.</summary>
    public ImmutableArray<AlternativeStart> Near(
        ShopModel shop, ImmutableArray<BarberPlan> plans, string services, Guid? barber, Instant wanted, Instant now)
    {
        var window = BookingWindow.At(now, shop.Calendar, shop.Policy);
        var wantedTick = Tick.Containing(wanted);
        var key = new Key(services, barber, wantedTick, window.NotBeforeTick);
        if (_kept.TryGetValue(key, out var known))
        {
            return known;
        }

        var found = Alternatives.Find(
            shop.Calendar, Candidates(plans), window, wantedTick, Count, MaxDays, shop.ShortestVisitTicks);
        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        return _kept[key] =
        [
            .. found.Select(alternative => new AlternativeStart
            {
                Start = BookingMapping.InZone(Tick.ToInstant(alternative.StartTick), shop.Zone),
                Barbers = alternative.Barbers,
            }),
        ];
    }

    /// <summary>
    /// The plans in the order in which to ask: those whose copies are free first, and among them the barber who is
    /// left with the least unusable time; equals are spread over by the booking's id. Nobody is left out, since a
    /// copy may be behind.
    /// </summary>
    public IEnumerable<BarberPlan> InOrder(
        ShopModel shop, ImmutableArray<BarberPlan> plans, Instant wanted, Guid bookingId) =>
        plans.Length == 1
            ? plans
            : plans.OrderBy(plan => Cost(shop, plan, wanted)).ThenBy(plan => Spread(plan, bookingId));

    // Not HashCode, which differs from process to process: the same bookings find the same barbers in a replay.
    private static ulong Spread(BarberPlan plan, Guid bookingId) =>
        (RandomPart(plan.BarberId) ^ RandomPart(bookingId)) * 0x9E37_79B9_7F4A_7C15;

    private static ulong RandomPart(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BitConverter.ToUInt64(bytes[8..]);
    }

    private int Cost(ShopModel shop, BarberPlan plan, Instant wanted)
    {
        var range = plan.Plan.Shape.Occupied(Tick.Containing(wanted));
        return mirrors[plan.BarberId] is { } mirror && IsFree(mirror, range)
            ? Gaps.UnusableTicks(mirror.Free.Span, mirror.FirstTick, range, shop.ShortestVisitTicks)
            : int.MaxValue;
    }

    private static bool IsFree(BarberMirror mirror, TickRange range)
    {
        for (var tick = range.From; tick < range.To; tick++)
        {
            var bit = tick - mirror.FirstTick;
            if (bit < 0 || bit >> 6 >= mirror.Free.Length || (mirror.Free.Span[bit >> 6] >> (bit & 63) & 1) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private List<Candidate> Candidates(ImmutableArray<BarberPlan> plans)
    {
        var candidates = new List<Candidate>(plans.Length);
        foreach (var plan in plans)
        {
            if (mirrors[plan.BarberId] is { } mirror)
            {
                candidates.Add(new Candidate(plan.BarberId, mirror.Free, mirror.FirstTick, plan.Plan.Shape));
            }
        }

        return candidates;
    }

    private readonly record struct Key(string Services, Guid? Barber, int WantedTick, int NotBeforeTick);
}
