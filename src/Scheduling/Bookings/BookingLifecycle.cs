using static BookedBarber.Scheduling.Bookings.BookingStatus;

namespace BookedBarber.Scheduling.Bookings;

/// <summary>
/// The state machine of a booking. It knows the order of things only: deadlines, and who may do what, are decided by
/// the rules and by those who ask.
/// </summary>
public static class BookingLifecycle
{
    private static readonly LifecycleResult.AlreadyThere Already = new();

    /// <summary>What an action does to a booking with a status.</summary>
    public static LifecycleResult Apply(BookingStatus status, BookingAction action)
    {
        if (action == BookingAction.Reschedule)
        {
            return status is Held or Confirmed
                ? new LifecycleResult.Moved(status)
                : new LifecycleResult.NotPossible(status, action);
        }

        var (to, possible) = action switch
        {
            BookingAction.Confirm => (Confirmed, status is Held),
            BookingAction.CheckIn => (CheckedIn, status is Confirmed),
            BookingAction.Complete => (Completed, status is CheckedIn),
            BookingAction.MarkNoShow => (NoShow, status is Confirmed),
            BookingAction.Cancel => (Cancelled, status is Held or Confirmed),
            BookingAction.Expire => (Expired, status is Held),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
        };
        if (status == to) return Already;
        return possible ? new LifecycleResult.Moved(to) : new LifecycleResult.NotPossible(status, action);
    }

    /// <summary>Whether nothing can happen to a booking any more.</summary>
    public static bool IsEnd(this BookingStatus status) => status is Completed or Expired or Cancelled or NoShow;
}
