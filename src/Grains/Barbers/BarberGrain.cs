using BookedBarber.Grains.Bookings;
using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Slots;
using BookedBarber.Grains.Shops;
using BookedBarber.Ledger;
using BookedBarber.Ledger.Commits;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Scheduling.Rules;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace BookedBarber.Grains.Barbers;

// How a barber is booked
//
// The runtime gives this grain one write at a time, so between the look at the bitmap and the commit nobody else can
// take the time, and whoever comes second looks at what the first has committed. That is all there is to the race in
// the normal case: no lock, no retry, and nobody is refused for a booking that then does not happen.
//
// The runtime's promise can fail for a moment (two silos that both believe they own the barber), and people write SQL
// by hand. So each commit carries the version that was read; a lost fence or a constraint that says no means that the
// memory is stale: it is read again, and the request is decided afresh. A commit that nobody can vouch for (the
// database is away) leaves the memory in doubt, too: the next write reads it again first, after whatever still runs in
// the database has ended, while reads go on from what was last known.
//
// Memory changes only after the commit, and the shop is told before the caller is answered.

/// <inheritdoc cref="IBarberGrain"/>
[GrainType("barber")]
public sealed partial class BarberGrain(
    [PersistentState("barber")] IPersistentState<BarberState> state,
    ILedger ledger,
    TimeProvider clock,
    BarberInstruments instruments,
    ILogger<BarberGrain> logger) : Grain, IBarberGrain
{
    // Each lost attempt means that somebody else's commit on this timeline succeeded: bookings that change places
    // between two barbers at once can cost some.
    private const int MaxAttempts = 32;

    // The shop hears of a change before the client does, but a shop that is out of reach delays nobody for longer.
    private static readonly TimeSpan AnnounceTimeout = TimeSpan.FromSeconds(1);

    // How old a look at the ledger may be on which somebody is refused.
    private static readonly TimeSpan Certainty = TimeSpan.FromSeconds(1);

    // How long a reader waits for a newer look when there is an older one to go on with.
    private static readonly TimeSpan ReaderPatience = TimeSpan.FromMilliseconds(250);

    private BarberCalendar? _calendar;
    private BarberMemory? _memory;
    private Task? _loading;
    private long _certainAt;
    private int _holdsCounted;
    private bool _inDoubt;
    private bool _ended;

    private Guid Id => Guid.Parse(this.GetPrimaryKeyString());

    // To the millisecond, so that what is answered is what is kept.
    private Instant Now => Instant.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (state.State.Settings is null)
        {
            return;
        }

        _calendar = new BarberCalendar(state.State);
        try
        {
            await LoadAsync();
        }
        catch (LedgerUnavailableException exception)
        {
            // No call has begun yet that a filter could look after.
            throw Unavailability.Of(exception);
        }
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ended = true;
        CountHolds();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<TakeAnswer> Take(TakeCommand command)
    {
        var start = Instant.FromDateTimeOffset(command.Request.Start);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var memory = await PrepareToWriteAsync();
            var now = Now;
            var shape = command.Plan.Shape();
            var policy = PolicyFor(memory, command.Request.AsStaff);
            if (Refusal(policy, memory.Timeline, start, shape, now) is { } refusal)
            {
                if (attempt == 0 && MayBeOutdated(refusal))
                {
                    continue;
                }

                Count(refusal);
                return new TakeAnswer { Problem = refusal };
            }

            var booking = NewBookings.Create(Id, memory.Calendar, command, now);
            if (booking.HoldExpiresAt is { } deadline)
            {
                var slot = GrainFactory.GetGrain<ISlotGrain>(SlotKey.Of(Id, command.Request.Start));
                await slot.Guard(deadline.ToDateTimeOffset());
            }

            ThrowIfGivenUp(command.Request.AnswerBy);
            var outcome = await CommitAsync(new NewBooking
            {
                BarberId = Id,
                ExpectedVersion = memory.Version.Ledger,
                Booking = booking,
            });
            if (outcome is CommitOutcome.Committed committed)
            {
                await OccupyAsync(booking, shape.Occupied(Tick.Containing(start)), committed.Version);
                return new TakeAnswer { Booking = booking.ToMessage(memory.Calendar.Calendar.Zone, now) };
            }

            if (outcome is CommitOutcome.DuplicateKey duplicate)
            {
                var existing = duplicate.Existing.ToMessage(memory.Calendar.Calendar.Zone, now);
                return new TakeAnswer { Booking = existing, Existing = true };
            }

            LogConflict(logger, Id, outcome.GetType().Name);
        }

        throw TooManyConflicts();
    }

    /// <inheritdoc/>
    public async Task<Result<BookingMessage>> Move(MoveCommand command)
    {
        var start = Instant.FromDateTimeOffset(command.Start);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var memory = await PrepareToWriteAsync();
            var now = Now;
            if (await ledger.FindAsync(command.BookingId, CancellationToken.None) is not { } booking
                || booking.ShopId != memory.Calendar.ShopId)
            {
                return Problem.NotFound("booking");
            }

            var zone = memory.Calendar.Calendar.Zone;
            if (BookingSteps.StatusRefusal(booking, now) is { } ended)
            {
                return ended;
            }

            if (booking.BarberId == Id && booking.Start == start)
            {
                return booking.ToMessage(zone, now);
            }

            if (booking.Revision != command.Revision)
            {
                return BookingSteps.ChangedMeanwhile();
            }

            if (BookingSteps.DeadlineRefusal(booking, memory.Calendar.Policy, command.AsStaff, now) is { } tooLate)
            {
                return tooLate;
            }

            // Its own old time is no obstacle.
            var timeline = booking.BarberId == Id ? memory.Timeline.Without(booking.Id) : memory.Timeline;
            var shape = command.Plan.Shape();
            var policy = PolicyFor(memory, command.AsStaff);
            if (Refusal(policy, timeline, start, shape, now) is { } refusal)
            {
                if (attempt == 0 && MayBeOutdated(refusal))
                {
                    continue;
                }

                Count(refusal);
                return refusal;
            }

            var moved = NewBookings.Moved(booking, Id, command, start);
            if (moved.Status == BookingStatus.Held && moved.HoldExpiresAt is { } deadline)
            {
                var slot = GrainFactory.GetGrain<ISlotGrain>(SlotKey.Of(Id, command.Start));
                await slot.Guard(deadline.ToDateTimeOffset());
            }

            ThrowIfGivenUp(command.AnswerBy);
            var outcome = await CommitMoveAsync(NewBookings.MoveEntry(booking, moved, memory.Version.Ledger, now));
            if (outcome is CommitOutcome.Committed)
            {
                return moved.ToMessage(zone, now);
            }

            LogConflict(logger, Id, outcome.GetType().Name);
        }

        throw TooManyConflicts();
    }

    /// <inheritdoc/>
    public async Task<Result<BookingMessage>> Change(ChangeCommand command)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var memory = await PrepareToWriteAsync();
            var now = Now;
            if (await ledger.FindAsync(command.BookingId, CancellationToken.None) is not { } booking
                || booking.BarberId != Id)
            {
                return Problem.NotFound("booking");
            }

            var zone = memory.Calendar.Calendar.Zone;
            var decision = BookingSteps.Decide(booking, command, memory.Calendar.Policy, now);
            if (decision.Problem is { } problem)
            {
                return problem;
            }

            if (decision.To is not { } to)
            {
                return booking.ToMessage(zone, now);
            }

            if (booking.Revision != command.Revision)
            {
                return BookingSteps.ChangedMeanwhile();
            }

            var outcome = await CommitAsync(new StatusChange
            {
                BarberId = Id,
                ExpectedVersion = memory.Version.Ledger,
                BookingIds = [booking.Id],
                From = booking.Status,
                To = to,
                At = now,
            });
            if (outcome is CommitOutcome.Committed committed)
            {
                await ApplyStatusAsync([booking.Id], to, committed.Version);
                return (booking with { Status = to, Revision = booking.Revision + 1 }).ToMessage(zone, now);
            }

            LogConflict(logger, Id, outcome.GetType().Name);
        }

        throw TooManyConflicts();
    }

    /// <inheritdoc/>
    public async Task ExpireHolds()
    {
        if (_calendar is null)
        {
            return;
        }

        await PrepareToWriteAsync();
        if (clock.GetElapsedTime(_certainAt) >= Certainty)
        {
            // Nothing was due. A hold whose commit came after its caller had given it up is not in this memory.
            _inDoubt = true;
            await PrepareToWriteAsync();
        }
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> GetHoldExpiry(DateTimeOffset start)
    {
        if (_calendar is null)
        {
            return null;
        }

        var memory = await ReadAsync();
        return memory.HoldExpiry(Tick.Containing(Instant.FromDateTimeOffset(start)))?.ToDateTimeOffset();
    }

    // Who asked has been told since that the outcome is unknown, and may have asked again and been refused. A front
    // door that hears this while it was about to give the copy up sends the next one, as it does for other late calls.
    private void ThrowIfGivenUp(DateTimeOffset? answerBy)
    {
        if (answerBy < clock.GetUtcNow())
        {
            throw new OperationCanceledException("The caller has stopped waiting.");
        }
    }

    private static GrainUnavailableException TooManyConflicts() =>
        new("The barber's timeline kept changing under this request.", retryAfterSeconds: 1);

    private void Count(Problem refusal)
    {
        if (refusal.Code == ProblemCodes.SlotTaken)
        {
            instruments.CountConflict();
        }
    }

    // Clients give notice to the shop, and not the shop to itself.
    private static ShopPolicy PolicyFor(BarberMemory memory, bool asStaff) =>
        asStaff ? memory.Calendar.Policy with { MinNoticeMinutes = 0 } : memory.Calendar.Policy;

    private static Problem? Refusal(
        ShopPolicy policy, Timeline timeline, Instant start, ServiceShape shape, Instant now)
    {
        var result = BookingRules.Check(timeline, policy, shape, start, now);
        return result is RuleResult.Refused refused ? BookingSteps.ToProblem(refused) : null;
    }
}
