using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Calendars.Writing;

// What makes a program move and delete
//
// UID names the booking for good, whatever its barber and its time. SEQUENCE grows with each change, so a program that
// has the booking already takes the newer one. A booking that is cancelled stays in the feed as STATUS:CANCELLED, since
// many programs only delete what they are told to. A hold that has ended is shown as such before its row says so, with
// the revision that it had; so the end of a hold counts for one more.

/// <summary>Bookings as <c>text/calendar</c> (RFC 5545; METHOD:PUBLISH, RFC 5546).</summary>
public static class BookingCalendar
{
    private const string Product = "-//BookedBarber//Bookings//EN";
    private const string Domain = "bookedbarber";

    /// <summary>The identity of a booking in every calendar, for good.</summary>
    public static string Uid(Guid bookingId) => $"{bookingId}@{Domain}";

    /// <summary>A calendar that programs subscribe to.</summary>
    /// <param name="name">What programs call it.</param>
    /// <param name="bookings">The bookings, the cancelled ones included.</param>
    /// <param name="now">The present moment, which the format wants to be told.</param>
    /// <param name="refresh">How often programs may come back; whole minutes.</param>
    public static string Feed(string name, IEnumerable<FeedBooking> bookings, Instant now, Duration refresh)
    {
        var every = $"PT{(int)refresh.TotalMinutes}M";
        var text = Begin()
            .Text("X-WR-CALNAME", name)
            .Line("REFRESH-INTERVAL;VALUE=DURATION", every)
            .Line("X-PUBLISHED-TTL", every);
        return End(text, bookings, now);
    }

    /// <summary>One booking, for its client's own calendar.</summary>
    public static string ForOne(FeedBooking booking, Instant now) => End(Begin(), [booking], now);

    private static CalendarText Begin() => new CalendarText()
        .Line("BEGIN", "VCALENDAR")
        .Line("VERSION", "2.0")
        .Line("PRODID", Product)
        .Line("CALSCALE", "GREGORIAN")
        .Line("METHOD", "PUBLISH");

    private static string End(CalendarText text, IEnumerable<FeedBooking> bookings, Instant now)
    {
        foreach (var booking in bookings) Write(text, booking, now);
        return text.Line("END", "VCALENDAR").ToString();
    }

    private static void Write(CalendarText text, FeedBooking booking, Instant now)
    {
        var status = booking.Status switch
        {
            BookingStatus.Held => "TENTATIVE",
            BookingStatus.Expired or BookingStatus.Cancelled => "CANCELLED",
            _ => "CONFIRMED",
        };
        var sequence = booking.Revision - (booking.Status == BookingStatus.Expired ? 0 : 1);
        text.Line("BEGIN", "VEVENT")
            .Line("UID", Uid(booking.Id))
            .Line("SEQUENCE", sequence.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Time("DTSTAMP", now)
            .Time("DTSTART", booking.Start)
            .Time("DTEND", booking.End)
            .Line("STATUS", status)
            .Line("TRANSP", status == "CANCELLED" ? "TRANSPARENT" : "OPAQUE")
            .Text("SUMMARY", booking.Summary)
            .Text("DESCRIPTION", booking.Description)
            .Text("LOCATION", booking.Location)
            .Line("END", "VEVENT");
    }
}
