namespace BookedBarber.Calendars.Reading;

/// <summary>Why a text is not taken as a calendar.</summary>
/// <param name="Line">The line at fault, from 1; 0 when it is the text as a whole.</param>
/// <param name="Rule">What must be so there, as the end of a sentence: "must close VEVENT first".</param>
public sealed record CalendarProblem(int Line, string Rule);

/// <summary>Something in a calendar that takes no time of the barber, and why.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Component">What it is, for example <c>VEVENT</c>.</param>
/// <param name="Reason">Why, as a sentence without a subject: "has no DTSTART".</param>
public sealed record IgnoredPart(int Line, string Component, string Reason);

/// <summary>Ends the reading of a text that cannot be taken.</summary>
internal sealed class CalendarRefusedException(int line, string rule) : Exception(rule)
{
    public CalendarProblem Problem { get; } = new(line, rule);
}

/// <summary>Ends the reading of one component, which is left out.</summary>
internal sealed class PartIgnoredException(string reason) : Exception(reason);
