using System.Globalization;
using System.Text;
using NodaTime;

namespace BookedBarber.Calendars.Writing;

/// <summary>
/// Writes content lines (RFC 5545, 3.1): folded at 75 bytes, and with texts in which nothing ends a line or a value.
/// </summary>
internal sealed class CalendarText
{
    private const int MaxBytes = 75;

    private readonly StringBuilder _text = new();

    /// <summary>A line whose value is as the format wants it.</summary>
    public CalendarText Line(string name, string value)
    {
        var bytes = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            var length = rune.Utf8SequenceLength;
            if (bytes + length > MaxBytes)
            {
                _text.Append("\r\n ");
                bytes = 1;
            }

            _text.Append(rune.ToString());
            bytes += length;
        }

        _text.Append("\r\n");
        return this;
    }

    /// <summary>A line with a text that people wrote; left out when there is none.</summary>
    public CalendarText Text(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? this : Line(name, Escape(value));

    /// <summary>A line with a moment, in UTC.</summary>
    public CalendarText Time(string name, Instant instant) => Line(name, instant.ToDateTimeUtc().ToString(
        "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    // Line breaks become \n, and other control characters, which no text may have, are left out.
    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length + 8);
        foreach (var c in value.ReplaceLineEndings("\n"))
        {
            if (c == '\n') escaped.Append("\\n");
            else if (c is '\\' or ';' or ',') escaped.Append('\\').Append(c);
            else if (!char.IsControl(c)) escaped.Append(c);
            else if (c == '\t') escaped.Append(' ');
        }

        return escaped.ToString();
    }
}
