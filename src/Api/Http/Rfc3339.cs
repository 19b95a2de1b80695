using System.Globalization;

namespace BookedBarber.Api.Http;

/// <summary>
/// Instants on the wire: RFC 3339 section 5.6 with an offset, which is required, since a local time without one happens
/// twice a year at two instants.
/// </summary>
public static class Rfc3339
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
    ];

    /// <summary>Reads an instant; false when it has no offset or another form.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        var hasOffset = text.Length > 16 && (text[^1] is 'Z' or 'z' || text.AsSpan(16).IndexOfAny('+', '-') >= 0);
        return hasOffset && DateTimeOffset.TryParseExact(
            text.EndsWith('z') ? text[..^1] + 'Z' : text,
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out instant);
    }
}
