namespace BookedBarber.Grains.Interfaces.Results;

/// <summary>The stable codes of everything that a caller can cause. They are part of the public API.</summary>
public static class ProblemCodes
{
    /// <summary>There is no such shop, barber, service, booking or key.</summary>
    public const string NotFound = "not_found";

    /// <summary>A field is missing or breaks a rule; <see cref="Problem.Errors"/> says which.</summary>
    public const string ValidationFailed = "validation_failed";

    /// <summary>Somebody else has that time; <see cref="Problem.Alternatives"/> names others.</summary>
    public const string SlotTaken = "slot_taken";

    /// <summary>The barber does not work then.</summary>
    public const string OutsideHours = "outside_hours";

    /// <summary>The start lies before the shop's minimum notice.</summary>
    public const string TooSoon = "too_soon";

    /// <summary>The start lies beyond the shop's booking horizon.</summary>
    public const string TooFar = "too_far";

    /// <summary>The shop's deadline for cancelling or rescheduling has passed.</summary>
    public const string TooLate = "too_late";

    /// <summary>The hold has ended.</summary>
    public const string HoldExpired = "hold_expired";

    /// <summary>The booking's status does not allow this step.</summary>
    public const string InvalidStatus = "invalid_status";

    /// <summary>The booking has another revision than the caller has seen; nothing was changed.</summary>
    public const string BookingChanged = "booking_changed";

    /// <summary>The idempotency key was used for another request.</summary>
    public const string IdempotencyMismatch = "idempotency_mismatch";

    /// <summary>Another shop has this slug.</summary>
    public const string SlugTaken = "slug_taken";

    /// <summary>The barber still has upcoming bookings.</summary>
    public const string BarberHasBookings = "barber_has_bookings";

    /// <summary>The shop has as many API keys as it may.</summary>
    public const string TooManyKeys = "too_many_keys";

    /// <summary>The database or a grain did not answer in time: repeat the request, with the same key.</summary>
    public const string Unavailable = "unavailable";
}
