namespace BookedBarber.Scheduling.Rules;

/// <summary>The stable codes of refusals, as they stand in problem details.</summary>
public static class RuleCodes
{
    /// <summary>The start is sooner than the shop's notice allows, or past.</summary>
    public const string TooSoon = "too_soon";

    /// <summary>The start is beyond the shop's horizon.</summary>
    public const string TooFar = "too_far";

    /// <summary>The start is not on the shop's grid.</summary>
    public const string ValidationFailed = "validation_failed";

    /// <summary>The barber does not work all the time that the visit takes.</summary>
    public const string OutsideHours = "outside_hours";

    /// <summary>The barber works then, but is taken.</summary>
    public const string SlotTaken = "slot_taken";

    /// <summary>The deadline for a cancellation has passed.</summary>
    public const string TooLate = "too_late";

    /// <summary>The deadline of a hold has passed.</summary>
    public const string HoldExpired = "hold_expired";

    /// <summary>The booking's status does not allow the action.</summary>
    public const string InvalidStatus = "invalid_status";
}
