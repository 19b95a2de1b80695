namespace BookedBarber.Calendars.Reading;

/// <summary>How much one calendar may ask for. What people really have is far below.</summary>
public static class CalendarLimits
{
    /// <summary>The longest text, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The most busy intervals after those that touch were joined.</summary>
    public const int MaxIntervals = 8_192;

    /// <summary>How many of the ignored parts are named.</summary>
    public const int MaxNamed = 50;

    internal const int MaxComponents = 20_000;
    internal const int MaxDepth = 8;
    internal const int MaxRuleLength = 1_000;

    // What the parts of one rule multiply to: the candidates in one of its steps.
    internal const int MaxCandidates = 5_000;

    // Steps of recurrence rules: every day since 1970 has 20,000.
    internal const int MaxStepsOfRule = 50_000;
    internal const int MaxSteps = 250_000;
    internal const int MaxBarrenSteps = 10_000;
}

/// <summary>Counts the work that a calendar makes, so that nobody keeps a thread busy with a small text.</summary>
internal sealed class WorkBudget(CancellationToken deadline)
{
    private long _left = CalendarLimits.MaxSteps;

    public void Take(long steps, int line)
    {
        _left -= steps;
        if (_left < 0)
        {
            throw new CalendarRefusedException(
                line, $"must not bring the recurrences of the calendar to more than {CalendarLimits.MaxSteps} steps");
        }

        if (deadline.IsCancellationRequested)
        {
            throw new CalendarRefusedException(line, "was reached when the time for reading this calendar was over");
        }
    }
}
