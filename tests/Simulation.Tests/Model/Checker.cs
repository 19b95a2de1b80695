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
internal sealed partial class Checker(Plan plan, SimulatedShop shop, SimulatedDatabase database, EventLoop loop, History history)
{
    // Nobody is refused by a look at the ledger that is older than this.
    private static readonly TimeSpan Certainty = TimeSpan.FromSeconds(1);

    // How late a hold ends where nothing goes wrong.
    private static readonly TimeSpan HoldPrecision = TimeSpan.FromSeconds(1);

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb[SimulatedShop.TimeZone];

    private readonly List<TimeOff> _timeOff = [];
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

    /// <summary>From the decision to a commit, however slow the database.</summary>
    private TimeSpan LongestCommit => TimeSpan.FromSeconds(plan.HasFaults ? 30 : 1);

    /// <summary>From now on the barber may refuse this time, whatever becomes of the request.</summary>
    public TimeOff TimeOff(Guid barber, DateTimeOffset from, DateTimeOffset to)
    {
        var timeOff = new TimeOff(barber, Range(from, to));
        _timeOff.Add(timeOff);
        return timeOff;
    }

    /// <summary>
    /// Whether a barber works then; null where that is not certain: nobody knows whether time off was written, or one of
    /// two owners has not heard of it. Time off that was answered at <paramref name="askedTicks"/> or later is not certain
    /// either: whoever asked then may have been answered before it.
    /// </summary>
    public bool? Works(Guid barber, int tick, long askedTicks = long.MaxValue)
    {
        var off = _timeOff.Where(off => off.Barber == barber && off.Range.From <= tick && tick < off.Range.To).ToList();
        return !IsWorking(tick) || (plan.Processes == 1 && off.Any(one => one.KnownSinceTicks < askedTicks)) ? false
            : off.Count == 0 ? true
            : null;
    }

    private bool IsWorking(int tick)
    {
        var time = Tick.ToInstant(tick).InZone(Zone).TimeOfDay;
        var minute = (time.Hour * 60) + time.Minute;
        return plan.Hours.From <= minute && minute < plan.Hours.To;
    }

    // After every write.

    /// <summary>A booking was written.</summary>
    public void IsWritten(Booking booking, Instant decidedAt)
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

        CheckThatItIsWanted(booking, revisions.Count < 2 ? null : revisions[^2], decidedAt.ToDateTimeOffset());
        if (revisions.Count < 2 || revisions[^2] is not { Status: BookingStatus.Held, HoldExpiresAt: { } deadline })
        {
            return;
        }

        var early = deadline.ToDateTimeOffset() - loop.Now;
        if (booking.Status == BookingStatus.Expired && early > plan.Skew)
        {
            Fail($"hold ended early: {history.Name(booking.Id)}");
        }

        if (booking.Status == BookingStatus.Expired && !plan.HasFaults && -early > plan.Skew + HoldPrecision)
        {
            Fail($"hold ended late: {history.Name(booking.Id)}");
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

            if (!IsWhatIsWanted(asked.Request, database.Revisions(booking.Id)[0]))
            {
                Fail($"key: {key} was told of {history.Name(booking.Id)}, which is not what it asked for");
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
        Guid[] wanted = request.Barber is { } one ? [one] : [.. shop.Barbers];
        switch (answer.Problem!.Code)
        {
            case ProblemCodes.SlotTaken:
                // What a key has booked itself is no reason to refuse it.
                var own = database.FindByKey(shop.Id, key)?.Id;
                if (wanted.FirstOrDefault(id => !WasFull(id, request.Start, asked.SinceTicks, own)) is var free
                    && free != Guid.Empty)
                {
                    Fail($"refused: {key}, although {history.Name(free)} was free at {request.Start:HH:mm}");
                }

                break;
            case ProblemCodes.OutsideHours:
                if (!wanted.All(id => MayBeClosed(id, request.Start)))
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
        return MayBeClosed(barber, start) || database.Occupations(barber).Any(taken => taken.BookingId != except
                && taken.Range.Overlaps(range)
                && EndOf(taken) >= askedTicks - Certainty.Ticks);
    }

    private bool MayBeClosed(Guid barber, DateTimeOffset start) =>
        Range(start).All().Any(tick => Works(barber, tick) != true);

    private long EndOf(Occupation taken) => taken.HoldExpiresAt is { } deadline
        ? Math.Min(taken.UntilTicks, (deadline + plan.Skew - loop.Now).Ticks + loop.ElapsedTicks)
        : taken.UntilTicks;

    private static TickRange Range(DateTimeOffset start) =>
        Range(start, start.AddMinutes(SimulatedShop.VisitMinutes));

    private static TickRange Range(DateTimeOffset from, DateTimeOffset to) => TickRange.Covering(
        Instant.FromDateTimeOffset(from), Instant.FromDateTimeOffset(to));
}
