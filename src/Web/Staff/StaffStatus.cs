using BookedBarber.Scheduling.Bookings;
using BookedBarber.Web.Texts;

namespace BookedBarber.Web.Staff;

/// <summary>Where a booking stands, in the words of the shop.</summary>
public static class StaffStatus
{
    /// <summary>For example <c>Is here</c>.</summary>
    public static string InWords(BookingStatus status) => status switch
    {
        BookingStatus.Held => Words.StaffHeld,
        BookingStatus.Confirmed => Words.StatusConfirmed,
        BookingStatus.CheckedIn => Words.StaffHere,
        BookingStatus.Completed => Words.StatusCompleted,
        BookingStatus.Cancelled => Words.StatusCancelled,
        BookingStatus.Expired => Words.StatusExpired,
        _ => Words.NoShow,
    };
}
