using System.Collections.Immutable;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Hours;

/// <summary>The rules for the intervals of one day.</summary>
public static class LocalIntervals
{
    /// <summary>The most intervals that a day may have.</summary>
    public const int MaxPerDay = 24;

    /// <summary>Adds what is wrong with the intervals of one day.</summary>
    /// <param name="path">Where the intervals stand, for example <c>weekly.monday</c>.</param>
    /// <param name="intervals">The intervals as they were given.</param>
    /// <param name="problems">Takes what is wrong; nothing is added when all is well.</param>
    public static void Check(string path, ImmutableArray<LocalInterval> intervals, ICollection<FieldProblem> problems)
    {
        if (intervals.IsDefaultOrEmpty) return;
        if (intervals.Length > MaxPerDay)
            problems.Add(new FieldProblem(path, $"must have at most {MaxPerDay} intervals"));
        var previousTo = int.MinValue;
        for (var i = 0; i < intervals.Length; i++)
        {
            var (from, to) = intervals[i];
            CheckMinute($"{path}[{i}].from", from, problems);
            CheckMinute($"{path}[{i}].to", to, problems);
            if (from >= to)
                problems.Add(new FieldProblem($"{path}[{i}]", "must start before it ends"));
            else if (from < previousTo)
                problems.Add(new FieldProblem($"{path}[{i}]", "must not start before the previous interval ends"));
            previousTo = Math.Max(previousTo, to);
        }
    }

    private static void CheckMinute(string path, int minute, ICollection<FieldProblem> problems)
    {
        if (minute is < 0 or > LocalInterval.DayMinutes)
            problems.Add(new FieldProblem(path, "must be between 00:00 and 24:00"));
        else if (minute % Tick.Minutes != 0)
            problems.Add(new FieldProblem(path, $"must be a multiple of {Tick.Minutes} minutes"));
    }
}
