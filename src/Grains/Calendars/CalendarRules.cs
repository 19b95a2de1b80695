using BookedBarber.Calendars.Reading;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Shops;
using BookedBarber.Scheduling;

namespace BookedBarber.Grains.Calendars;

/// <summary>What may be said of a calendar.</summary>
internal static class CalendarRules
{
    public const int MaxCalendars = 10;
    private const int MaxUrl = 2_000;

    public static Problem? Check(BusyCalendarDefinition definition)
    {
        var problems = new List<FieldProblem>();
        Text.Check("name", definition.Name, Text.MaxName, problems);
        if (definition.Url is null == definition.Text is null)
        {
            problems.Add(new FieldProblem("url", "must be given, or a text: one of the two"));
        }

        if (definition.Url is { } url && !IsAddress(url))
        {
            problems.Add(new FieldProblem(
                "url", $"must be an http, https or webcal address without a user, of at most {MaxUrl} characters"));
        }

        return problems.ToProblem();
    }

    /// <summary>What is said of a text that is not taken; it names the line.</summary>
    public static Problem ToProblem(this CalendarProblem problem) =>
        Problem.Invalid(problem.Line > 0 ? $"line {problem.Line}" : "calendar", problem.Rule);

    // Secrets in an address belong into its path: user and password would have to be sent to whoever it leads on to.
    private static bool IsAddress(string url) => url.Length <= MaxUrl
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" or "webcal" or "webcals"
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
}
