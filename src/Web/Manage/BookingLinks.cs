using BookedBarber.Web.Book;

namespace BookedBarber.Web.Manage;

/// <summary>The addresses of one booking's pages. Whoever has them may change it.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Token">Its manage token.</param>
public sealed record BookingLinks(Guid BookingId, string Token)
{
    /// <summary>The booking itself: the manage link.</summary>
    public string Booking => $"/bookings/{BookingId}?token={Token}";

    /// <summary>The same, a moment after it was made.</summary>
    public string Booked => $"{Booking}&news=booked";

    /// <summary>The booking for the client's calendar (RFC 5545).</summary>
    public string Calendar => $"/v1/bookings/{BookingId}/calendar.ics?token={Token}";

    /// <summary>Where the form that cancels it is sent.</summary>
    public string Cancel => $"/bookings/{BookingId}/cancel";

    /// <summary>Where the form that moves it is sent.</summary>
    public string Move => $"/bookings/{BookingId}/reschedule";

    /// <summary>The times to which it can be moved; on a date, or on its own.</summary>
    public string Reschedule(DateOnly? day = null) =>
        $"/bookings/{BookingId}/reschedule?token={Token}{(day is { } date ? $"&day={BookingChoice.Iso(date)}" : "")}";

    /// <summary>The beginning of the address that asks before it is moved; the start is appended.</summary>
    public string RescheduleTo => $"/bookings/{BookingId}/reschedule?token={Token}&start=";
}
