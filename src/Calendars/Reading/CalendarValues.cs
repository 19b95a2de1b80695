using System.Globalization;
using NodaTime;

namespace BookedBarber.Calendars.Reading;

/// <summary>A date or a time as it stands in a file, with the zone in which it is meant.</summary>
/// <param name="Local">The wall clock; midnight of a date.</param>
/// <param name="Zone">The zone: that of the shop for dates and floating times.</param>
/// <param name="IsDate">Whether it is a date.</param>
internal readonly record struct CalendarTime(LocalDateTime Local, DateTimeZone Zone, bool IsDate)
{
    /// <summary>The instant; a time in a gap is as far after it as it is into it (RFC 5545, 3.3.5).</summary>
    public Instant Instant => At(Local);

    /// <summary>Another wall clock in the same zone.</summary>
    public Instant At(LocalDateTime local) => Zone.AtLeniently(local).ToInstant();
}

/// <summary>A length as it stands in a file: calendar days, and time by the clock.</summary>
internal readonly record struct CalendarSpan(int Days, Duration Time)
{
    public const int MaxDays = 3_660;

    public Duration Longest => Duration.FromDays(Days) + Time + Duration.FromHours(26);

    public Instant After(CalendarTime start, LocalDateTime local) =>
        (Days == 0 ? start.At(local) : start.At(local.PlusDays(Days))) + Time;
}

/// <summary>Reads the values of properties; what cannot be read is a reason to leave the component out.</summary>
internal static class CalendarValues
{
    private const int FirstYear = 1601;

    // Programs write the year 9999 for never; some room is left to add to it. Leap, as any date may carry it.
    private const int LastYear = 9_896;

    /// <summary>A <c>DATE</c> or <c>DATE-TIME</c>.</summary>
    public static CalendarTime Time(string text, string property, DateTimeZone zone, DateTimeZone shopZone)
    {
        text = text.Trim();
        if (text.Length == 8 && Date(text) is { } date) return new(date.AtMidnight(), shopZone, IsDate: true);
        var utc = text.Length == 16 && text[15] is 'Z' or 'z';
        if ((utc || text.Length == 15) && text[8] is 'T' or 't' && Date(text[..8]) is { } day
            && Number(text.AsSpan(9, 2), 23) is { } hour && Number(text.AsSpan(11, 2), 59) is { } minute
            && Number(text.AsSpan(13, 2), 60) is { } second)
        {
            var local = day.At(new LocalTime(hour, minute, Math.Min(second, 59)));
            return new CalendarTime(local, utc ? DateTimeZone.Utc : zone, IsDate: false);
        }

        throw new PartIgnoredException($"has a {property} that is not a date or time");
    }

    /// <summary>A <c>DURATION</c>, which must not be negative.</summary>
    public static CalendarSpan Span(string text, string property)
    {
        text = text.Trim().TrimStart('+');
        var (days, seconds, inTime, digits) = (0L, 0L, false, 0L);
        var wellFormed = text.Length is > 1 and < 40 && text[0] is 'P' or 'p' && !char.IsAsciiDigit(text[^1]);
        for (var i = 1; wellFormed && i < text.Length; i++)
        {
            var c = char.ToUpperInvariant(text[i]);
            if (char.IsAsciiDigit(c))
            {
                digits = (digits * 10) + (c - '0');
                wellFormed = digits < 100_000_000;
                continue;
            }

            switch (c)
            {
                case 'T': inTime = true; break;
                case 'W' when !inTime: days += digits * 7; break;
                case 'D' when !inTime: days += digits; break;
                case 'H' when inTime: seconds += digits * 3_600; break;
                case 'M' when inTime: seconds += digits * 60; break;
                case 'S' when inTime: seconds += digits; break;
                default: wellFormed = false; break;
            }

            digits = 0;
        }

        if (!wellFormed) throw new PartIgnoredException($"has a {property} that is not a length");
        return Bounded(days, Duration.FromSeconds(seconds), property);
    }

    /// <summary>A span that is not too long to be meant.</summary>
    public static CalendarSpan Bounded(long days, Duration time, string property) =>
        days + time.TotalDays <= CalendarSpan.MaxDays
            ? new CalendarSpan((int)days, time)
            : throw new PartIgnoredException($"has a {property} of more than {CalendarSpan.MaxDays} days");

    /// <summary>A <c>UTC-OFFSET</c>, for example <c>+0100</c>.</summary>
    public static Offset Offset(string text)
    {
        text = text.Trim();
        if (text.Length is 5 or 7 && text[0] is '+' or '-' && Number(text.AsSpan(1, 2), 17) is { } hours
            && Number(text.AsSpan(3, 2), 59) is { } minutes
            && (text.Length == 5 ? 0 : Number(text.AsSpan(5, 2), 59)) is { } seconds)
        {
            var total = (hours * 3_600) + (minutes * 60) + seconds;
            return NodaTime.Offset.FromSeconds(text[0] == '-' ? -total : total);
        }

        throw new PartIgnoredException("has an offset that is not one");
    }

    private static LocalDate? Date(string text)
    {
        if (Number(text.AsSpan(0, 4), 9999) is not { } year || Number(text.AsSpan(4, 2), 12) is not { } month
            || Number(text.AsSpan(6, 2), 31) is not { } day || year < FirstYear || month == 0 || day == 0
            || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return null;
        }

        return new LocalDate(Math.Min(year, LastYear), month, day);
    }

    private static int? Number(ReadOnlySpan<char> text, int largest) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : null;
}
