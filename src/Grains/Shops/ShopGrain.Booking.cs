using BookedBarber.Grains.Bookings;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using NodaTime;

namespace BookedBarber.Grains.Shops;

/// <content>
/// Booking and rescheduling. The shop knows what a visit takes and whom to ask; whether the time is free is decided by
/// the barber alone.
/// </content>
public sealed partial class ShopGrain
{
    // Callers wait for less; only a clock that is wrong makes it more.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // Requests to book by their keys, from their arrival to their answer.
    private readonly Dictionary<string, (BookingRequest Request, Task<Result<BookingAnswer>> Answer)> _booking = [];

    // The last time that fences were moved before a refusal.
    private (Guid? Barber, DateTimeOffset At, Task Done)? _fenceMove;

    /// <inheritdoc/>
    public async Task<Result<BookingAnswer>> Book(BookingRequest request)
    {
        if (_shop is not { } shop)
        {
            return NoSuchShop();
        }

        if (BookingRequestRules.Check(request) is { } problem)
        {
            return problem;
        }

        // A repetition joins the request that it repeats: otherwise it might be refused while that one goes on.
        var key = request.IdempotencyKey;
        while (_booking.TryGetValue(key, out var underWay))
        {
            try
            {
                var answered = await underWay.Answer;
                if (AreSame(underWay.Request, request))
                {
                    return answered.Value is { } booked ? booked with { Created = false }
                        : request.OlderCopiesUntil is { } until ? await RefuseAsync(shop, request, until, answered)
                        : answered;
                }
            }
            catch (Exception failure) when (failure is GrainUnavailableException or OperationCanceledException)
            {
                // Its caller may have given up; this one waits.
            }

            Forget(key, underWay.Answer);
        }

        var answer = BookAsync(shop, request);
        _booking[key] = (request, answer);
        try
        {
            var answered = await answer;
            _busiest.Count(shop.Profile.Slug, accepted: answered.Value is { Created: true });
            return answered.Value is null && request.OlderCopiesUntil is { } until
                ? await RefuseAsync(shop, request, until, answered)
                : answered;
        }
        finally
        {
            Forget(key, answer);
        }
    }

    private void Forget(string key, Task answer)
    {
        if (_booking.TryGetValue(key, out var underWay) && underWay.Answer == answer)
        {
            _booking.Remove(key);
        }
    }

    private async Task<Result<BookingAnswer>> BookAsync(ShopModel shop, BookingRequest request)
    {
        var start = Instant.FromDateTimeOffset(request.Start);
        var bookingId = _ids.Next();
        var plans = shop.PlansFor(request.Services, request.Barber);
        var refusals = new Refusals(plans.Problem);
        foreach (var plan in _otherStarts.InOrder(shop, plans.Value?.Plans ?? [], start, bookingId))
        {
            var answer = await Barber(plan.BarberId).Take(new TakeCommand
            {
                BookingId = bookingId,
                Request = request,
                Plan = plan.Plan.ToMessage(),
            });
            if (answer.Booking is { } booking)
            {
                return answer.Existing
                    ? Replay(booking, request)
                    : new BookingAnswer { Booking = booking, Created = true };
            }

            refusals.Add(answer.Problem!);
        }

        // What looks like a refusal may be the repetition of a request that was granted: then it is answered as before.
        if (await _ledger.FindByKeyAsync(shop.Profile.Id, request.IdempotencyKey, default) is { } existing)
        {
            return Replay(existing.ToMessage(shop.Zone, Now), request);
        }

        var services = string.Join(',', request.Services);
        return await WithAlternativesAsync(shop, refusals.Answer, plans.Value, services, request.Barber, start);
    }

    /// <inheritdoc/>
    public async Task<Result<BookingMessage>> Reschedule(RescheduleRequest request)
    {
        var answered = await MoveAsync(request);
        if (answered.Value is not null || request.OlderCopiesUntil is not { } until || _shop is not { } shop
            || await _ledger.FindAsync(request.BookingId, default) is not { } before)
        {
            return answered;
        }

        await EndOlderCopiesAsync(shop, until, request.AnyBarber ? null : request.Barber ?? before.BarberId);
        var after = await _ledger.FindAsync(request.BookingId, default);
        return after?.Revision == request.Revision ? answered : BookingSteps.ChangedMeanwhile();
    }

    private async Task<Result<BookingMessage>> MoveAsync(RescheduleRequest request)
    {
        if (_shop is not { } shop)
        {
            return NoSuchShop();
        }

        if (!BookingRequestRules.IsBookable(request.Start))
        {
            return Problem.Invalid("start", "must be a moment that the calendar has");
        }

        if (await _ledger.FindAsync(request.BookingId, default) is not { } booking || booking.ShopId != shop.Profile.Id)
        {
            return Problem.NotFound("booking");
        }

        var start = Instant.FromDateTimeOffset(request.Start);
        var wantedBarber = request.AnyBarber ? (Guid?)null : request.Barber ?? booking.BarberId;
        var plans = VisitPlans.ForMoving(shop, booking, wantedBarber);
        var refusals = new Refusals(plans.Problem);
        var inOrder = _otherStarts.InOrder(shop, plans.Value?.Plans ?? [], start, booking.Id)
            .OrderByDescending(plan => plan.BarberId == booking.BarberId);
        foreach (var plan in inOrder)
        {
            var moved = await Barber(plan.BarberId).Move(new MoveCommand
            {
                BookingId = booking.Id,
                Start = request.Start,
                Plan = plan.Plan.ToMessage(),
                AsStaff = request.AsStaff,
                Revision = request.Revision,
                AnswerBy = request.AnswerBy,
            });
            if (moved.Problem is not { Code: ProblemCodes.SlotTaken or ProblemCodes.OutsideHours } full)
            {
                // Done; or the booking itself does not allow it, perhaps since a moment ago, and no barber can help.
                return moved;
            }

            refusals.Add(full);
        }

        var services = string.Join(',', booking.Services);
        return await WithAlternativesAsync(shop, refusals.Answer, plans.Value, services, wantedBarber, start);
    }

    // An older copy may have been decided in time, by an owner of the barber who is not asked now, and be on its way
    // into the ledger. Nothing is refused before that has come or can no longer come.
    private async Task<Result<BookingAnswer>> RefuseAsync(
        ShopModel shop, BookingRequest request, DateTimeOffset olderCopiesUntil, Result<BookingAnswer> refusal)
    {
        await EndOlderCopiesAsync(shop, olderCopiesUntil, request.Barber);
        return await _ledger.FindByKeyAsync(shop.Profile.Id, request.IdempotencyKey, default) is { } existing
            ? Replay(existing.ToMessage(shop.Zone, Now), request)
            : refusal;
    }

    private async Task EndOlderCopiesAsync(ShopModel shop, DateTimeOffset until, Guid? barber)
    {
        // One that loses its fence is decided afresh while its caller might wait for it.
        var wait = until - _clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait < LongestWait ? wait : LongestWait, _clock);
        }

        // Many come back at once when a database has been slow. One move that began late enough does for all of them:
        // each costs the barbers a look at the ledger.
        if (_fenceMove is not { } move || move.Barber != barber || move.At < until
            || move.Done is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            Guid[] barbers = barber is { } wanted ? [wanted] : [.. shop.Profile.Barbers.Select(each => each.Id)];
            _fenceMove = move = (barber, _clock.GetUtcNow(), _ledger.MoveFencesAsync(barbers, default));
        }

        await move.Done;
    }

    private static bool AreSame(BookingRequest one, BookingRequest other) =>
        RequestFingerprint.Of(one).AsSpan().SequenceEqual(RequestFingerprint.Of(other).AsSpan());

    private static Result<BookingAnswer> Replay(BookingMessage existing, BookingRequest request) =>
        existing.RequestHash.AsSpan().SequenceEqual(RequestFingerprint.Of(request).AsSpan())
            ? new BookingAnswer { Booking = existing, Created = false }
            : Problem.Of(
                ProblemCodes.IdempotencyMismatch,
                "This idempotency key was used for another request; a new request needs a new key.");

    private async Task<Problem> WithAlternativesAsync(
        ShopModel shop, Problem refusal, VisitPlans? plans, string services, Guid? barber, Instant start)
    {
        if (refusal.Code != ProblemCodes.SlotTaken || plans is null)
        {
            return refusal;
        }

        if (!_mirrors.IsFresh(shop, _clock.GetUtcNow()))
        {
            await _mirrors.RefreshAsync(shop);
        }

        return refusal with { Alternatives = _otherStarts.Near(shop, plans.Plans, services, barber, start, Now) };
    }
}
