using System.Globalization;

namespace BookedBarber.Grains.Tests.Calendars;

/// <summary>Small calendars.</summary>
internal static class Ics
{
    public static string Calendar(params IEnumerable<string> events) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{string.Concat(events)}END:VCALENDAR\r\n";

    public static string Event(DateTimeOffset start, TimeSpan length, string rule = "") =>
        $"BEGIN:VEVENT\r\nUID:{Guid.NewGuid()}\r\nDTSTART:{Utc(start)}\r\nDTEND:{Utc(start + length)}\r\n"
        + $"{(rule.Length > 0 ? $"RRULE:{rule}\r\n" : "")}END:VEVENT\r\n";

    public static string Busy(DateTimeOffset start, double hours = 1, string rule = "") =>
        Calendar(Event(start, TimeSpan.FromHours(hours), rule));

    private static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
