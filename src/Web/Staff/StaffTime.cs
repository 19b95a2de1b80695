namespace BookedBarber.Web.Staff;

/// <summary>Why a barber cannot be booked at some time.</summary>
public enum StaffTimeKind
{
    /// <summary>Outside the working hours.</summary>
    Closed,

    /// <summary>Time off, or time that was blocked.</summary>
    Off,

    /// <summary>Taken by a calendar of others.</summary>
    Busy,
}

/// <summary>A time at which a barber cannot be booked, on the shop's clock.</summary>
/// <param name="Barber">Whose.</param>
/// <param name="Kind">Why.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when (exclusive).</param>
public sealed record StaffTime(Guid Barber, StaffTimeKind Kind, DateTime From, DateTime To)
{
    /// <summary>The time off; null for other kinds.</summary>
    public Guid? Id { get; init; }

    /// <summary>What was written beside the time off.</summary>
    public string? Reason { get; init; }
}
