using System.Text;

namespace BookedBarber.Calendars.Reading;

/// <summary>One content line (RFC 5545, 3.1), unfolded.</summary>
/// <param name="Number">The number of its first line in the text, from 1.</param>
/// <param name="Name">Its name in capitals.</param>
/// <param name="Parameters">Its parameters, names in capitals; null when it has none.</param>
/// <param name="Value">What follows the colon.</param>
internal sealed record ContentLine(
    int Number, string Name, IReadOnlyDictionary<string, string>? Parameters, string Value)
{
    public string? Parameter(string name) => Parameters?.GetValueOrDefault(name);
}

/// <summary>Unfolds and splits a text, one line at a time and in time proportional to its length.</summary>
internal static class ContentLines
{
    /// <summary>The lines of a text that are not empty, each with the number of its first part.</summary>
    public static IEnumerable<(int Number, string Text)> Unfold(string text)
    {
        var current = new StringBuilder();
        var (number, first, at) = (0, 0, text.StartsWith('\uFEFF') ? 1 : 0);
        while (at < text.Length)
        {
            number++;
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            end = end < 0 ? text.Length : end;
            while (end > at && text[end - 1] == '\r') end--;
            if (end > at && text[at] is ' ' or '\t')
            {
                current.Append(text, at + 1, end - at - 1);
            }
            else
            {
                if (current.Length > 0) yield return (first, current.ToString());
                current.Clear().Append(text, at, end - at);
                first = number;
            }

            at = next;
        }

        if (current.Length > 0) yield return (first, current.ToString());
    }

    /// <summary>Splits a line; null when it is not <c>NAME;PARAMETER=value:value</c>.</summary>
    public static ContentLine? Split(int number, string text)
    {
        var at = NameEnd(text, 0);
        if (at == 0) return null;
        var name = text[..at].ToUpperInvariant();
        Dictionary<string, string>? parameters = null;
        while (at < text.Length && text[at] == ';')
        {
            var nameEnd = NameEnd(text, at + 1);
            if (nameEnd >= text.Length || text[nameEnd] != '=') return null;
            var valueEnd = ValueEnd(text, nameEnd + 1);
            parameters ??= [];
            parameters[text[(at + 1)..nameEnd].ToUpperInvariant()] = text[(nameEnd + 1)..valueEnd].Trim('"');
            at = valueEnd;
        }

        return at < text.Length && text[at] == ':' ? new(number, name, parameters, text[(at + 1)..]) : null;
    }

    private static int NameEnd(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '.')) at++;
        return at;
    }

    // Up to the next ';' or ':' that is not in quotes.
    private static int ValueEnd(string text, int at)
    {
        for (var quoted = false; at < text.Length && (quoted || text[at] is not (';' or ':')); at++)
        {
            if (text[at] == '"') quoted = !quoted;
        }

        return at;
    }
}
