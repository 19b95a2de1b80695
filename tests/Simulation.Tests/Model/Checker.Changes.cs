using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Simulation.Tests.Model;

/// <content>What people want of the bookings that they have, and that nothing else happens to these.</content>
internal sealed partial class Checker
{
    // How long a copy of a request counts, see docs/decisions/0009; one that is refused leaves no revision behind.
    private static readonly TimeSpan LifeOfCopy = TimeSpan.FromSeconds(3);

    private readonly List<Wish> _wishes = [];

    public Wish Wants(Guid bookingId, BookingAction action) =>
        Wants(new Wish(bookingId, action, null, false, loop.ElapsedTicks));

    public Wish WantsToMove(Guid bookingId, DateTimeOffset start, bool anyBarber) =>
        Wants(new Wish(bookingId, BookingAction.Reschedule, start, anyBarber, loop.ElapsedTicks));

    public void IsTold(Wish wish, Result<BookingMessage> answer)
    {
        var name = history.Name(wish.BookingId);
        if (answer.Value is { } told)
        {
            wish.IsDone = true;
            IsTold(told);
            var isAsWanted = wish.Action switch
            {
                BookingAction.Cancel => told.Status == BookingStatus.Cancelled,
                BookingAction.Confirm => told.Status == BookingStatus.Confirmed,
                _ => told.Start == wish.Start,
            };
            if (!isAsWanted)
            {
                Fail($"answer: {name} is {told.Status} at {told.Start:HH:mm}, after {wish.Action} was granted");
            }

            return;
        }

        wish.RefusedAt = loop.Now + plan.Skew + LifeOfCopy;
        var isTrue = answer.Problem!.Code switch
        {
            ProblemCodes.SlotTaken => IsMoveRefused(
                wish, (barber, start) => WasFull(barber, start, wish.SinceTicks, wish.BookingId)),
            ProblemCodes.OutsideHours => IsMoveRefused(wish, MayBeClosed),
            ProblemCodes.InvalidStatus or ProblemCodes.HoldExpired => MayHaveEnded(wish.BookingId),
            _ => false,
        };
        if (!isTrue)
        {
            Fail($"refused: {wish.Action} of {name} with {answer.Problem.Code}, {answer.Problem.Detail}");
        }
    }

    /// <summary>Somebody waited until they had enough: something must have gone wrong.</summary>
    public void IsNotAnswered(string name)
    {
        if (!plan.HasFaults && plan.Skew == TimeSpan.Zero)
        {
            Fail($"stuck: {name} got no answer, although nothing went wrong");
        }
    }

    private Wish Wants(Wish wish)
    {
        _wishes.Add(wish);
        return wish;
    }

    private bool IsMoveRefused(Wish wish, Func<Guid, DateTimeOffset, bool> isRefusal)
    {
        if (wish.Start is not { } start)
        {
            return false;
        }

        return wish.AnyBarber
            ? shop.Barbers.All(barber => isRefusal(barber, start))
            : database.Revisions(wish.BookingId).Any(booking => isRefusal(booking.BarberId, start));
    }

    // Where clocks differ, one may have seen the end of a hold that another one confirms.
    private bool MayHaveEnded(Guid bookingId)
    {
        var end = Instant.FromDateTimeOffset(loop.Now + plan.Skew);
        var revisions = database.Revisions(bookingId);
        return revisions[^1].Status.IsEnd()
            || (plan.Skew == TimeSpan.Zero ? revisions.TakeLast(1) : revisions).Any(booking =>
                booking.Status == BookingStatus.Held && booking.HoldExpiresAt <= end);
    }

    private static bool IsWhatIsWanted(BookingRequest request, Booking booking) =>
        booking.Start.ToDateTimeOffset() == request.Start
        && (request.Barber is null || booking.BarberId == request.Barber)
        && booking.Services.SequenceEqual(request.Services)
        && booking.Notes == request.Notes;

    /// <summary>
    /// What is written, somebody wants who has not been told that it is done, or cannot be, already: otherwise it is a
    /// copy that came late, and undoes what they have done since.
    /// </summary>
    private void CheckThatItIsWanted(Booking booking, Booking? before, DateTimeOffset decidedAt)
    {
        var isMoved = before is null || before.BarberId != booking.BarberId || before.Start != booking.Start;
        var isWanted = before is null
            ? !_asked.TryGetValue(booking.IdempotencyKey, out var all)
                || all.Any(asked => IsWhatIsWanted(asked.Request, booking))
            : booking.Status == BookingStatus.Expired ? before.Status == BookingStatus.Held && !isMoved
            : _wishes.Any(wish => wish.BookingId == booking.Id && !wish.IsDone && decidedAt <= wish.RefusedAt
                && wish.Action switch
            {
                BookingAction.Cancel => booking.Status == BookingStatus.Cancelled && !isMoved,
                BookingAction.Confirm => before.Status == BookingStatus.Held
                    && booking.Status == BookingStatus.Confirmed && !isMoved,
                _ => isMoved && booking.Status == before.Status && booking.Start.ToDateTimeOffset() == wish.Start
                    && (wish.AnyBarber || booking.BarberId == before.BarberId),
            });
        if (!isWanted)
        {
            Fail($"unwanted: nobody wants {history.Name(booking.Id)} to be {booking.Status} at {booking.Start}");
        }

        var isByHand = before is null && !_asked.ContainsKey(booking.IdempotencyKey);
        if (isMoved && !isByHand && plan.Processes == 1 && !plan.HasFaults && _timeOff.Any(off =>
            off.Barber == booking.BarberId && off.KnownSinceTicks < loop.ElapsedTicks
            && off.Range.Overlaps(Range(booking.Start.ToDateTimeOffset()))))
        {
            Fail($"time off: {history.Name(booking.Id)} was written into it");
        }
    }
}
