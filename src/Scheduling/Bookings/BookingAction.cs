namespace BookedBarber.Scheduling.Bookings;

/// <summary>What can be done to a booking.</summary>
public enum BookingAction
{
    /// <summary>The deposit has arrived, or the shop waives it.</summary>
    Confirm = 0,

    /// <summary>The client has arrived.</summary>
    CheckIn = 1,

    /// <summary>The work is done.</summary>
    Complete = 2,

    /// <summary>The client did not come.</summary>
    MarkNoShow = 3,

    /// <summary>Client or shop give it up.</summary>
    Cancel = 4,

    /// <summary>The deadline of its hold has passed.</summary>
    Expire = 5,

    /// <summary>It moves to another time or barber, and keeps its status.</summary>
    Reschedule = 6,
}
