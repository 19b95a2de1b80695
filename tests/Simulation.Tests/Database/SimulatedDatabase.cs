using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Queries;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Scheduling.Time;
using BookedBarber.Simulation.Tests.Runs;
using NodaTime;

namespace BookedBarber.Simulation.Tests.Database;

/// <summary>
/// The rows, and what the real statements do to them (the likeness is held against PostgreSQL in
/// <c>LedgerLikenessTests</c>). A flush is applied at one moment, whole, entry by entry.
/// </summary>
internal sealed class SimulatedDatabase(EventLoop loop, Defect defects)
{
    private readonly Dictionary<Guid, Booking> _bookings = [];
    private readonly Dictionary<(Guid Shop, string Key), Guid> _keys = [];
    private readonly Dictionary<Guid, long> _versions = [];
    private readonly Dictionary<Guid, List<Occupation>> _occupations = [];
    private readonly Dictionary<Guid, List<Booking>> _revisions = [];
    private readonly List<Flush> _running = [];
    private readonly List<Flush> _waiting = [];

    /// <summary>How it is doing now.</summary>
    public Health Health { get; set; }

    /// <summary>Called with each booking that was written, and when that was decided, by the clock of whoever did.</summary>
    public Action<Booking, Instant>? Written { get; set; }

    public IReadOnlyDictionary<Guid, Booking> Bookings => _bookings;

    /// <summary>A booking as it was at each of its revisions.</summary>
    public IReadOnlyList<Booking> Revisions(Guid bookingId) => _revisions.GetValueOrDefault(bookingId) ?? [];

    /// <summary>What took a barber's time, ever.</summary>
    public IReadOnlyList<Occupation> Occupations(Guid barberId) => _occupations.GetValueOrDefault(barberId) ?? [];

    public long Version(Guid barberId) => _versions.GetValueOrDefault(barberId);

    public Booking? Find(Guid bookingId) => _bookings.GetValueOrDefault(bookingId);

    public Booking? FindByKey(Guid shopId, string key) =>
        _keys.TryGetValue((shopId, key), out var bookingId) ? _bookings[bookingId] : null;

    public BarberTimeline Timeline(Guid barberId, Instant from, Instant to) => new(
        Version(barberId),
        [
            .. Live(barberId)
                .Where(booking => booking.OccupiedFrom < to && from < booking.OccupiedTo)
                .OrderBy(booking => booking.OccupiedFrom)
                .Select(booking => new OccupiedTime(
                    booking.Id,
                    booking.OccupiedFrom,
                    booking.OccupiedTo,
                    booking.Status == BookingStatus.Held ? booking.HoldExpiresAt : null)),
        ]);

    /// <summary>A flush locks the fences of its barbers; it waits for those who have them.</summary>
    public void Begin(Flush flush)
    {
        _waiting.Add(flush);
        GoOn();
    }

    /// <summary>Ends when nobody who has begun is writing to this barber any more.</summary>
    public Task SettledAsync(Guid barberId) =>
        _running.FirstOrDefault(flush => flush.Barbers.Contains(barberId))?.Over.Task ?? Task.CompletedTask;

    /// <summary>Applies entries, all in one transaction, and says what became of each.</summary>
    public IReadOnlyList<CommitOutcome> Apply(IReadOnlyList<LedgerEntry> entries) => [.. entries.Select(Apply)];

    /// <summary>Moves the fence of whoever waits for an outcome that nobody knows, so that it can no longer come.</summary>
    public void Refuse(Guid barberId, long expectedVersion)
    {
        if (Version(barberId) == expectedVersion)
        {
            Advance(barberId);
        }
    }

    /// <summary>Moves fences; a flush that has locked one has not looked at it yet.</summary>
    public IReadOnlyCollection<long> MoveFences(IReadOnlyCollection<Guid> barberIds) => [.. barberIds.Select(Advance)];

    /// <summary>
    /// What somebody inserts by hand, past the grains; false where the constraint says no. It moves the fence.
    /// </summary>
    public bool WriteByHand(Booking booking)
    {
        if (Overlaps(booking.BarberId, booking.OccupiedFrom, booking.OccupiedTo, except: null))
        {
            return false;
        }

        Insert(booking);
        Advance(booking.BarberId);
        return true;
    }

    public Booking? KeyOnArrival(LedgerEntry entry) =>
        defects.HasFlag(Defect.KeyCheckedOnArrival) && entry is NewBooking { Booking: var booking }
            ? FindByKey(booking.ShopId, booking.IdempotencyKey)
            : null;

    private void End(Flush flush)
    {
        flush.Apply(this);
        _running.Remove(flush);
        flush.Over.SetResult();
        GoOn();
    }

    private void GoOn()
    {
        var blocked = new HashSet<Guid>(_running.SelectMany(flush => flush.Barbers));
        foreach (var next in _waiting.ToList())
        {
            if (!next.Barbers.Any(blocked.Contains))
            {
                _waiting.Remove(next);
                _running.Add(next);
                loop.After(next.TimeToWrite, () => End(next));
            }

            blocked.UnionWith(next.Barbers);
        }
    }

    private CommitOutcome Apply(LedgerEntry entry)
    {
        var version = Version(entry.BarberId);
        if (version != entry.ExpectedVersion && !defects.HasFlag(Defect.NoFence))
        {
            return new CommitOutcome.StaleTimeline(version);
        }

        return entry switch
        {
            NewBooking { Booking: var booking } => Apply(booking),
            StatusChange change => Apply(change),
            Move move => Apply(move),
            _ => throw new InvalidOperationException($"{entry.GetType().Name} is not known to the ledger."),
        };
    }

    private CommitOutcome Apply(Booking booking)
    {
        var known = FindByKey(booking.ShopId, booking.IdempotencyKey);
        if (known is not null && !defects.HasFlag(Defect.KeyCheckedOnArrival))
        {
            return new CommitOutcome.DuplicateKey(known);
        }

        if (Overlaps(booking.BarberId, booking.OccupiedFrom, booking.OccupiedTo, except: null))
        {
            return new CommitOutcome.Overlap();
        }

        Insert(booking);
        return new CommitOutcome.Committed(Advance(booking.BarberId));
    }

    private CommitOutcome Apply(StatusChange change)
    {
        var rows = change.BookingIds.Select(Find).ToList();
        if (rows.Any(row => row is null || row.BarberId != change.BarberId || row.Status != change.From))
        {
            return new CommitOutcome.Changed();
        }

        foreach (var row in rows)
        {
            Update(row! with { Status = change.To, Revision = row!.Revision + 1 }, change.At);
        }

        return new CommitOutcome.Committed(Advance(change.BarberId));
    }

    private CommitOutcome Apply(Move move)
    {
        if (Find(move.BookingId) is not { } row || row.BarberId != move.FromBarberId || row.Status != move.Status
            || row.Start != move.FromStart || row.Revision != move.Revision)
        {
            return new CommitOutcome.Changed();
        }

        if (Overlaps(move.BarberId, move.OccupiedFrom, move.OccupiedTo, except: move.BookingId))
        {
            return new CommitOutcome.Overlap();
        }

        Update(row with
        {
            BarberId = move.BarberId,
            Start = move.Start,
            End = move.End,
            OccupiedFrom = move.OccupiedFrom,
            OccupiedTo = move.OccupiedTo,
            Price = move.Price,
            Revision = row.Revision + 1,
        }, move.At);
        if (move.FromBarberId != move.BarberId)
        {
            Advance(move.FromBarberId);
        }

        return new CommitOutcome.Committed(Advance(move.BarberId));
    }

    private bool Overlaps(Guid barberId, Instant from, Instant to, Guid? except) =>
        !defects.HasFlag(Defect.NoConstraint)
        && Live(barberId).Any(other => other.Id != except && other.OccupiedFrom < to && from < other.OccupiedTo);

    private IEnumerable<Booking> Live(Guid barberId) => Occupations(barberId)
        .Where(occupation => occupation.UntilTicks == long.MaxValue)
        .Select(occupation => _bookings[occupation.BookingId]);

    private long Advance(Guid barberId) => _versions[barberId] = Version(barberId) + 1;

    private void Insert(Booking booking)
    {
        _keys[(booking.ShopId, booking.IdempotencyKey)] = booking.Id;
        Update(booking, booking.CreatedAt);
    }

    private void Update(Booking booking, Instant decidedAt)
    {
        if (_bookings.TryGetValue(booking.Id, out var before) && before.Status.Occupies())
        {
            _occupations[before.BarberId].Last(occupation => occupation.BookingId == booking.Id).UntilTicks =
                loop.ElapsedTicks;
        }

        _bookings[booking.Id] = booking;
        if (!_revisions.TryGetValue(booking.Id, out var revisions))
        {
            _revisions[booking.Id] = revisions = [];
        }

        revisions.Add(booking);
        if (booking.Status.Occupies())
        {
            if (!_occupations.TryGetValue(booking.BarberId, out var occupations))
            {
                _occupations[booking.BarberId] = occupations = [];
            }

            occupations.Add(new Occupation(
                booking.Id,
                new TickRange(Tick.Containing(booking.OccupiedFrom), Tick.AtOrAfter(booking.OccupiedTo)),
                loop.ElapsedTicks,
                booking.Status == BookingStatus.Held ? booking.HoldExpiresAt?.ToDateTimeOffset() : null));
        }

        Written?.Invoke(booking, decidedAt);
    }
}
