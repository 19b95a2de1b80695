using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Scheduling.Rules;
using BookedBarber.Scheduling.Shops;
using NodaTime;

namespace BookedBarber.Grains.Bookings;

/// <summary>Decides about steps in the life of a booking: lifecycle and deadlines together.</summary>
internal static class BookingSteps
{
    /// <summary>
    /// What a step leads to: a new status, nothing when it was done already, or a problem.
    /// </summary>
    public static (BookingStatus? To, Problem? Problem) Decide(
        Booking booking, ChangeCommand command, ShopPolicy policy, Instant now)
    {
        // A hold past its deadline cannot be confirmed, and there is nothing left to cancel.
        var status = booking.StatusAt(now);
        if (command.Action == BookingAction.Confirm && status == BookingStatus.Expired)
        {
            return (null, ToProblem(HoldDeadlineRule.Passed));
        }

        if (StatusRule.Check(status, command.Action) is RuleResult.Refused notPossible)
        {
            return (null, ToProblem(notPossible));
        }

        if (BookingLifecycle.Apply(status, command.Action) is not LifecycleResult.Moved moved)
        {
            return (null, null);
        }

        var bound = command.Action == BookingAction.Cancel && status != BookingStatus.Held && !command.AsStaff;
        return bound && CancellationDeadlineRule.Check(policy, booking.Start, now) is RuleResult.Refused tooLate
            ? (null, ToProblem(tooLate))
            : (moved.To, null);
    }

    /// <summary>Why a booking with this status cannot be rescheduled by anybody, or null.</summary>
    public static Problem? StatusRefusal(Booking booking, Instant now)
    {
        var result = booking.Status == BookingStatus.Held ? HoldDeadlineRule.Check(booking.HoldExpiresAt, now)
            : StatusRule.Check(booking.Status, BookingAction.Reschedule);
        return result is RuleResult.Refused refused ? ToProblem(refused) : null;
    }

    /// <summary>
    /// Why it is too late to reschedule, or null; a hold may move until it ends, and staff may always.
    /// </summary>
    public static Problem? DeadlineRefusal(Booking booking, ShopPolicy policy, bool asStaff, Instant now) =>
        !asStaff && booking.Status != BookingStatus.Held
        && CancellationDeadlineRule.Check(policy, booking.Start, now) is RuleResult.Refused tooLate
            ? ToProblem(tooLate)
            : null;

    /// <summary>
    /// The answer to whoever has seen another revision. It may be a request that its caller has long given up, and that
    /// would undo what the caller did since.
    /// </summary>
    public static Problem ChangedMeanwhile() =>
        Problem.Of(ProblemCodes.BookingChanged, "The booking was changed meanwhile; look at it again.");

    /// <summary>A refusal as callers get it.</summary>
    public static Problem ToProblem(RuleResult.Refused refused) =>
        refused.Code == RuleCodes.ValidationFailed
            ? Problem.Invalid("start", refused.Detail)
            : Problem.Of(refused.Code, refused.Detail);
}
