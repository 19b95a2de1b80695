using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Scheduling.Rules;

/// <summary>A booking's status allows what is asked of it, or shows that it was done already.</summary>
public static class StatusRule
{
    /// <summary>Judges an action by <see cref="BookingLifecycle"/>.</summary>
    public static RuleResult Check(BookingStatus status, BookingAction action) =>
        BookingLifecycle.Apply(status, action) is not LifecycleResult.NotPossible
            ? RuleResult.Yes
            : new RuleResult.Refused(
                RuleCodes.InvalidStatus,
                $"A booking that is {status.Name()} does not allow that.",
                status.IsEnd() ? Remedy.BookAgain : Remedy.None);
}
