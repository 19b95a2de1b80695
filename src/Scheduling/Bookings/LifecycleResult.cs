namespace BookedBarber.Scheduling.Bookings;

/// <summary>What an action does to a booking.</summary>
public abstract record LifecycleResult
{
    private LifecycleResult()
    {
    }

    /// <summary>The action is possible.</summary>
    /// <param name="To">The status after it; the same as before when the booking is rescheduled.</param>
    public sealed record Moved(BookingStatus To) : LifecycleResult;

    /// <summary>The booking already has the status that the action leads to: whoever asks again is told so.</summary>
    public sealed record AlreadyThere : LifecycleResult;

    /// <summary>The status does not allow the action.</summary>
    /// <param name="From">The status that the booking has.</param>
    /// <param name="Action">What was asked for.</param>
    public sealed record NotPossible(BookingStatus From, BookingAction Action) : LifecycleResult;
}
