using System.Text;
using BookedBarber.Calendars.Writing;
using BookedBarber.Scheduling.Bookings;
using Ical.Net;
using Ical.Net.CalendarComponents;
using NodaTime;

namespace BookedBarber.Calendars.Tests.Writing;

/// <summary>Bookings as calendar programs read them; here another program's reader does.</summary>
public sealed class BookingCalendarTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 27, 12, 0);

    private static readonly FeedBooking Booking = new()
    {
        Id = new Guid("0193f0aa-0000-7000-8000-000000000001"),
        Revision = 1,
        Status = BookingStatus.Confirmed,
        Start = Instant.FromUtc(2026, 12, 1, 8, 0),
        End = Instant.FromUtc(2026, 12, 1, 8, 30),
        Summary = "Haircut: Ada",
        Description = "+49 30 1234\nno gel",
        Location = "Sharp & Söhne",
    };

    [Fact]
    public void A_feed_says_what_it_is_and_how_often_to_come_back()
    {
        var text = BookingCalendar.Feed("Bo, Sharp & Söhne", [Booking], Now, Duration.FromMinutes(15));
        var calendar = Calendar.Load(text)!;
        Assert.Equal(("2.0", "PUBLISH"), (calendar.Version, calendar.Method));
        Assert.Contains("X-WR-CALNAME:Bo\\, Sharp & Söhne\r\n", text);
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n", text);
        Assert.Contains("X-PUBLISHED-TTL:PT15M\r\n", text);
    }

    [Fact]
    public void A_booking_comes_back_as_it_was_written()
    {
        var one = Read(Booking);
        Assert.Equal("0193f0aa-0000-7000-8000-000000000001@bookedbarber", one.Uid);
        Assert.Equal(0, one.Sequence);
        Assert.Equal("CONFIRMED", one.Status);
        Assert.Equal("OPAQUE", one.Transparency);
        Assert.Equal("Haircut: Ada", one.Summary);
        Assert.Equal("+49 30 1234\nno gel", one.Description);
        Assert.Equal("Sharp & Söhne", one.Location);
        Assert.Equal(Booking.Start.ToDateTimeUtc(), one.DtStart!.AsUtc);
        Assert.Equal(Booking.End.ToDateTimeUtc(), one.DtEnd!.AsUtc);
        Assert.Equal(Now.ToDateTimeUtc(), one.DtStamp!.AsUtc);
    }

    [Theory]
    [InlineData(BookingStatus.Held, "TENTATIVE")]
    [InlineData(BookingStatus.Confirmed, "CONFIRMED")]
    [InlineData(BookingStatus.CheckedIn, "CONFIRMED")]
    [InlineData(BookingStatus.Completed, "CONFIRMED")]
    [InlineData(BookingStatus.NoShow, "CONFIRMED")]
    [InlineData(BookingStatus.Cancelled, "CANCELLED")]
    [InlineData(BookingStatus.Expired, "CANCELLED")]
    public void Where_it_stands(BookingStatus status, string expected) =>
        Assert.Equal(expected, Read(Booking with { Status = status }).Status);

    [Fact]
    public void Each_change_has_a_higher_sequence_and_the_same_uid()
    {
        var held = Read(Booking with { Status = BookingStatus.Held });
        var endedBeforeItsRowSaysSo = Read(Booking with { Status = BookingStatus.Expired });
        var ended = Read(Booking with { Status = BookingStatus.Expired, Revision = 2 });
        var moved = Read(Booking with { Start = Booking.Start + Duration.FromHours(1), Revision = 2 });
        var cancelled = Read(Booking with { Status = BookingStatus.Cancelled, Revision = 3 });
        Assert.Equal([0, 1, 2], new[] { held, endedBeforeItsRowSaysSo, ended }.Select(one => one.Sequence));
        Assert.Equal([0, 1, 2], new[] { held, moved, cancelled }.Select(one => one.Sequence));
        Assert.Single(new[] { held, ended, moved, cancelled }.Select(one => one.Uid).Distinct());
    }

    [Theory]
    [InlineData("Ada\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Evil")]
    [InlineData("Ada\nATTENDEE:mailto:evil@example.org")]
    [InlineData("Ada\rATTENDEE:mailto:evil@example.org")]
    [InlineData("a;b,c\\d\\ne\"f:g")]
    [InlineData("\u0085 next\u2028 line\u2029 separators\u000b\u000c")]
    [InlineData("\\")]
    [InlineData("Zoë 💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈💈")]
    public void What_people_write_stays_text(string text)
    {
        var one = Read(Booking with { Summary = text, Description = text });
        var expected = new string([.. text.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))]);
        Assert.Equal(expected, one.Summary);
        Assert.Equal(expected, one.Description);
        Assert.Empty(one.Attendees);
    }

    [Fact]
    public void No_line_has_more_than_75_bytes()
    {
        var long_ = string.Concat(Enumerable.Repeat("Zoë 💈, ", 100));
        var text = BookingCalendar.ForOne(Booking with { Summary = long_, Description = long_ }, Now);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Equal(long_, Assert.Single(Calendar.Load(text)!.Events).Summary);
        Assert.DoesNotContain('\uFFFD', text);
    }

    private static CalendarEvent Read(FeedBooking booking)
    {
        var calendar = Calendar.Load(BookingCalendar.Feed("Bo", [booking], Now, Duration.FromMinutes(15)))!;
        return Assert.Single(calendar.Events);
    }
}
