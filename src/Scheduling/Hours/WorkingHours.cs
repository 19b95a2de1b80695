using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace BookedBarber.Scheduling.Hours;

/// <summary>
/// When somebody works, by the wall clock: intervals for each day of the week, and exceptions by date. An exception
/// replaces all intervals of its date; an empty one means closed. Immutable.
/// </summary>
public sealed class WorkingHours
{
    private readonly ImmutableArray<LocalInterval>[] _weekly = new ImmutableArray<LocalInterval>[7];
    private readonly FrozenDictionary<LocalDate, ImmutableArray<LocalInterval>> _exceptions;

    /// <summary>Hours that have passed <see cref="Check"/>.</summary>
    /// <param name="weekly">Intervals by weekday, sorted; a missing weekday is closed.</param>
    /// <param name="exceptions">Intervals by date, sorted; empty means closed.</param>
    /// <exception cref="ArgumentException">What was given does not pass <see cref="Check"/>.</exception>
    public WorkingHours(
        IReadOnlyDictionary<IsoDayOfWeek, ImmutableArray<LocalInterval>> weekly,
        IReadOnlyDictionary<LocalDate, ImmutableArray<LocalInterval>> exceptions)
    {
        if (Check(weekly, exceptions) is [var problem, ..])
            throw new ArgumentException($"{problem.Field}: {problem.Rule}");
        Array.Fill(_weekly, []);
        foreach (var (weekday, intervals) in weekly) _weekly[(int)weekday - 1] = OrEmpty(intervals);
        _exceptions = exceptions.ToFrozenDictionary(pair => pair.Key, pair => OrEmpty(pair.Value));
    }

    /// <summary>Never working.</summary>
    public static WorkingHours Closed { get; } = new(
        ImmutableDictionary<IsoDayOfWeek, ImmutableArray<LocalInterval>>.Empty,
        ImmutableDictionary<LocalDate, ImmutableArray<LocalInterval>>.Empty);

    /// <summary>The exceptions, by date.</summary>
    public IReadOnlyDictionary<LocalDate, ImmutableArray<LocalInterval>> Exceptions => _exceptions;

    /// <summary>The intervals of a weekday, leaving exceptions aside; empty when closed.</summary>
    public ImmutableArray<LocalInterval> Weekly(IsoDayOfWeek weekday) => _weekly[(int)weekday - 1];

    /// <summary>The intervals of a date, sorted; empty when closed.</summary>
    public ImmutableArray<LocalInterval> On(LocalDate date) =>
        _exceptions.TryGetValue(date, out var intervals) ? intervals : _weekly[(int)date.DayOfWeek - 1];

    /// <summary>
    /// What keeps intervals from being working hours; empty when nothing does. Within a day, intervals must be
    /// multiples of 5 minutes, from before to, in order and without overlap; they may touch.
    /// </summary>
    public static IReadOnlyList<FieldProblem> Check(
        IReadOnlyDictionary<IsoDayOfWeek, ImmutableArray<LocalInterval>> weekly,
        IReadOnlyDictionary<LocalDate, ImmutableArray<LocalInterval>> exceptions)
    {
        var problems = new List<FieldProblem>();
        foreach (var (weekday, intervals) in weekly)
        {
            if (weekday is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday)
                problems.Add(new FieldProblem("weekly", "must have only the days monday to sunday"));
#pragma warning disable CA1308 // The names of weekdays are lower-case in the API.
            LocalIntervals.Check($"weekly.{weekday.ToString().ToLowerInvariant()}", intervals, problems);
#pragma warning restore CA1308
        }

        foreach (var (date, intervals) in exceptions)
            LocalIntervals.Check($"exceptions[{date:uuuu'-'MM'-'dd}]", intervals, problems);
        return problems;
    }

    private static ImmutableArray<LocalInterval> OrEmpty(ImmutableArray<LocalInterval> intervals) =>
        intervals.IsDefault ? [] : intervals;
}
