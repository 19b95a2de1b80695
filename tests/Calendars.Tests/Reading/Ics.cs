using BookedBarber.Calendars.Reading;
using BookedBarber.Scheduling.Time;
using NodaTime;
using NodaTime.Text;

namespace BookedBarber.Calendars.Tests.Reading;

/// <summary>Reads small calendars, for a shop in Berlin and the year 2026 unless said.</summary>
internal static class Ics
{
    public const string NewYork = """
        BEGIN:VTIMEZONE
        TZID:Customized Time Zone
        BEGIN:STANDARD
        DTSTART:16011104T020000
        RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
        TZOFFSETFROM:-0400
        TZOFFSETTO:-0500
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010311T020000
        RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
        TZOFFSETFROM:-0500
        TZOFFSETTO:-0400
        END:DAYLIGHT
        END:VTIMEZONE
        """;

    public static readonly Instant From = Instant.FromUtc(2026, 1, 1, 0, 0);
    public static readonly Instant To = Instant.FromUtc(2027, 1, 1, 0, 0);

    public static string Calendar(params string[] components) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n{string.Join('\n', components)}\nEND:VCALENDAR\n"
            .ReplaceLineEndings("\r\n");

    public static string Event(params string[] lines) =>
        $"BEGIN:VEVENT\n{(lines.Any(line => line.StartsWith("UID")) ? "" : $"UID:{Guid.NewGuid()}\n")}"
        + $"{string.Join('\n', lines)}\nEND:VEVENT";

    public static BusyReading Read(string text, Instant? from = null, Instant? to = null, string zone = "Europe/Berlin") =>
        BusyReader.Read(text, DateTimeZoneProviders.Tzdb[zone], from ?? From, to ?? To);

    public static BusyReading ReadEvent(params string[] lines) => Read(Calendar(Event(lines)));

    /// <summary>The busy intervals in UTC, for example <c>2026-03-01T08:00/09:00</c>.</summary>
    public static IReadOnlyList<string> Times(this BusyReading reading)
    {
        Assert.Null(reading.Problem);
        return [.. reading.Busy.Select(Text)];
    }

    /// <summary>Asserts that nothing was ignored, and these intervals are busy.</summary>
    public static void Is(this BusyReading reading, params string[] intervals)
    {
        Assert.Empty(reading.Ignored);
        Assert.Equal(intervals, reading.Times());
    }

    /// <summary>Asserts that one part was ignored for a reason.</summary>
    public static void Ignores(this BusyReading reading, string reason)
    {
        Assert.Null(reading.Problem);
        Assert.Contains(reason, Assert.Single(reading.Ignored).Reason);
        Assert.Equal(1, reading.IgnoredCount);
    }

    public static string Text(TickRange range)
    {
        var (from, to) = (Tick.ToInstant(range.From), Tick.ToInstant(range.To));
        var start = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(from);
        var sameDay = from.InUtc().Date == to.InUtc().Date;
        var end = InstantPattern.CreateWithInvariantCulture(sameDay ? "HH:mm" : "uuuu-MM-dd'T'HH:mm").Format(to);
        return $"{start}/{end}";
    }
}
