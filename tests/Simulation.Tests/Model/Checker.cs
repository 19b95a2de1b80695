using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Scheduling.Time;
using BookedBarber.Simulation.Tests.Database;
using BookedBarber.Simulation.Tests.Plans;
using BookedBarber.Simulation.Tests.Processes;
using BookedBarber.Simulation.Tests.Runs;
using NodaTime;

namespace BookedBarber.Simulation.Tests.Model;

/// <summary>
/// What must be true of a run, said by what was written and what people were told; it knows nothing of grains. The
/// first thing that is not true ends the run.
/// </summary>
internal sealed class Checker(Plan plan, SimulatedShop shop, SimulatedDatabase database, EventLoop loop, History history)
{
    // Nobody is refused by a look at the ledger that is older than this.
    private static readonly TimeSpan Certainty = TimeSpan.FromSeconds(1);

    // From the decision to a commit, however slow the database.
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(30);

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb[SimulatedShop.TimeZone];

    private readonly List<(Guid Barber, TickRange Range)> _timeOff = [];
    private readonly Dictionary<string, List<Asked>> _asked = [];

    /// <summary>What is not true, if anything.</summary>
    public string? Violation { get; private set; }

    public void Fail(string violation)
    {
        if (Violation is null)
        {
            Violation = violation;
            history.Write($"VIOLATION {violation}");
        }
    }

    /// <summary>From now on the barber may refuse this time, whatever becomes of the request.</summary>
    public void TimeOff(Guid barber, DateTimeOffset from, DateTimeOffset to) => _timeOff.Add((barber, Range(from, to)));

    public bool MayBeOff(Guid barber, int tick) => _timeOff.Any(off => off.Barber == barber && off.Range.From <= tick && tick < off.Range.To);

    /// <summary>Whether barbers work then.</summary>
    public bool IsWorking(int tick)
    {
        var time = Tick.ToInstant(tick).InZone(Zone).TimeOfDay;
        var minute = (time.Hour * 60) + time.Minute;
        return plan.Hours.From <= minute && minute < plan.Hours.To;
    }

    // After every write.

    /// <summary>A booking was written.</summary>
    public void IsWritten(Booking booking)
    {
        history.Write($"written: {history.Name(booking.Id)} {booking.Status} "
            + $"{booking.Start.ToDateTimeUtc():HH:mm} with {history.Name(booking.BarberId)}, revision {booking.Revision}");
        var live = database.Occupations(booking.BarberId).Where(taken => taken.UntilTicks == long.MaxValue).ToList();
        if (live.Any(one => live.Any(other => one != other && one.Range.Overlaps(other.Range))))
        {
            Fail($"overlap: {history.Name(booking.Id)} and another booking of {history.Name(booking.BarberId)}");
        }

        var revisions = database.Revisions(booking.Id);
        if (booking.Revision != revisions.Count)
        {
            Fail($"revision: {history.Name(booking.Id)} was written {revisions.Count} times");
        }

        if (revisions.Count < 2 || revisions[^2] is not { Status: BookingStatus.Held, HoldExpiresAt: { } deadline })
        {
            return;
        }

        var early = deadline.ToDateTimeOffset() - loop.Now;
        if (booking.Status == BookingStatus.Expired && early > plan.Skew)
        {
            Fail($"hold ended early: {history.Name(booking.Id)}");
        }

        if (booking.Status == BookingStatus.Confirmed && -early > plan.Skew + LongestCommit)
        {
            Fail($"hold confirmed late: {history.Name(booking.Id)}");
        }
    }

    // After every answer.

    public Asked Asks(BookingRequest request)
    {
        var asked = new Asked(request, loop.ElapsedTicks);
        if (!_asked.TryGetValue(request.IdempotencyKey, out var all))
        {
            _asked[request.IdempotencyKey] = all = [];
        }

        all.Add(asked);
        return asked;
    }

    public void IsTold(Asked asked, Result<BookingAnswer> answer)
    {
        var key = asked.Request.IdempotencyKey;
        if (answer.Value is { Booking: var booking })
        {
            asked.Fate = Fate.Granted;
            IsTold(booking);
            if (database.Find(booking.Id)?.IdempotencyKey != key)
            {
                Fail($"key: {key} was told of somebody else's booking");
            }

            asked.BookingId = booking.Id;
            if (_asked[key].Any(other => other.BookingId is { } id && id != booking.Id))
            {
                Fail($"key: {key} was told of two bookings");
            }

            return;
        }

        asked.Fate = Fate.Refused;
        asked.RefusedAt = loop.Now;
        var request = asked.Request;
        switch (answer.Problem!.Code)
        {
            case ProblemCodes.SlotTaken:
                var wanted = request.Barber is { } one ? [one] : shop.Barbers;
                if (wanted.FirstOrDefault(id => !WasFull(id, request.Start, asked.SinceTicks, null)) is var free
                    && free != Guid.Empty)
                {
                    Fail($"refused: {key}, although {history.Name(free)} was free at {request.Start:HH:mm}");
                }

                break;
            case ProblemCodes.OutsideHours:
                if (!Range(request.Start).All().Any(tick => !IsWorking(tick)
                    || shop.Barbers.Any(id => MayBeOff(id, tick))))
                {
                    Fail($"refused: {key} for hours that nobody has closed");
                }

                break;
            case ProblemCodes.IdempotencyMismatch:
                asked.Fate = Fate.Unknown;
                if (_asked[key].All(other => other.Request == request))
                {
                    Fail($"key: {key} was never used for anything else");
                }

                break;
            default:
                Fail($"answer: {key} got {answer.Problem.Code}, {answer.Problem.Detail}");
                break;
        }
    }

    /// <summary>Somebody was told that a booking is so: it is, or was, so.</summary>
    public void IsTold(BookingMessage told)
    {
        var isSo = database.Revisions(told.Id).Any(booking => booking.Revision == told.Revision
            && booking.BarberId == told.Barber
            && booking.Start.ToDateTimeOffset() == told.Start
            && (booking.Status == told.Status
                || (booking.Status == BookingStatus.Held && told.Status == BookingStatus.Expired)));
        if (!isSo)
        {
            Fail($"acknowledged: {history.Name(told.Id)} is not in the ledger as it was told");
        }
    }

    /// <summary>Somebody was refused another time.</summary>
    public void IsRefusedMove(
        BookingMessage booking, DateTimeOffset start, bool anyBarber, Problem problem, long askedTicks)
    {
        if (problem.Code != ProblemCodes.SlotTaken)
        {
            return;
        }

        var wasFull = anyBarber
            ? shop.Barbers.All(id => WasFull(id, start, askedTicks, booking.Id))
            : shop.Barbers.Any(id => WasFull(id, start, askedTicks, booking.Id));
        if (!wasFull)
        {
            Fail($"refused: {history.Name(booking.Id)} may not move to {start:HH:mm}, which was free");
        }
    }

    // At the end, when all is well again and nobody has asked for a while.

    /// <summary>What can be said of the rows alone.</summary>
    public void AtEnd()
    {
        foreach (var (key, all) in _asked)
        {
            // Where clocks differ, the promise has a hole of that size (docs/decisions/0009).
            if (plan.Skew == TimeSpan.Zero && all.All(asked => asked.Fate == Fate.Refused)
                && database.FindByKey(shop.Id, key) is { } booking)
            {
                Fail($"refused: {key} was refused, and has {history.Name(booking.Id)}");
            }

            if (database.Bookings.Values.Count(booking => booking.IdempotencyKey == key) > 1)
            {
                Fail($"key: {key} has more than one booking");
            }
        }

        foreach (var booking in database.Bookings.Values)
        {
            if (booking is { Status: BookingStatus.Held, HoldExpiresAt: { } deadline }
                && loop.Now - deadline.ToDateTimeOffset() > plan.Skew + TimeSpan.FromMinutes(2))
            {
                Fail($"hold: {history.Name(booking.Id)} was never ended");
            }
        }
    }

    /// <summary>Whether a barber could not take a start at some moment since somebody asked.</summary>
    private bool WasFull(Guid barber, DateTimeOffset start, long askedTicks, Guid? except)
    {
        var range = Range(start);
        return range.All().Any(tick => !IsWorking(tick) || MayBeOff(barber, tick))
            || database.Occupations(barber).Any(taken => taken.BookingId != except
                && taken.Range.Overlaps(range)
                && EndOf(taken) >= askedTicks - Certainty.Ticks);
    }

    private long EndOf(Occupation taken) => taken.HoldExpiresAt is { } deadline
        ? Math.Min(taken.UntilTicks, (deadline + plan.Skew - loop.Now).Ticks + loop.ElapsedTicks)
        : taken.UntilTicks;

    private static TickRange Range(DateTimeOffset start) =>
        Range(start, start.AddMinutes(SimulatedShop.VisitMinutes));

    private static TickRange Range(DateTimeOffset from, DateTimeOffset to) => TickRange.Covering(
        Instant.FromDateTimeOffset(from), Instant.FromDateTimeOffset(to));
}
