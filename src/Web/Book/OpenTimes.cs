using System.Collections.Immutable;

namespace BookedBarber.Web.Book;

/// <summary>What a picker of times shows.</summary>
public sealed record OpenTimes
{
    /// <summary>How many days stand side by side.</summary>
    public const int DaysShown = 7;

    /// <summary>The date that the shop's wall clock shows now.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The last date that can be booked.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>The days side by side.</summary>
    public required ImmutableArray<OpenDay> Days { get; init; }

    /// <summary>The one whose times are shown.</summary>
    public required OpenDay Day { get; init; }

    /// <summary>The next date after <see cref="Day"/> that has open times, among those that were looked at.</summary>
    public DateOnly? NextOpen { get; init; }

    /// <summary>Whether there is an open time on <see cref="Day"/>, or on a later date that was looked at.</summary>
    public bool IsOpen => Day.Slots.Length > 0 || NextOpen is not null;

    /// <summary>
    /// From the days that were looked at, which begin with the one that the reader asked for or with today.
    /// </summary>
    /// <param name="today">The shop's date.</param>
    /// <param name="lastDay">The last date that can be booked.</param>
    /// <param name="days">At least one.</param>
    /// <param name="asked">The date that was asked for; null for the first that has open times.</param>
    public static OpenTimes From(
        DateOnly today, DateOnly lastDay, ImmutableArray<OpenDay> days, DateOnly? asked)
    {
        var day = days.FirstOrDefault(day => asked is { } date ? day.Date == date : day.Slots.Length > 0) ?? days[0];
        var first = FirstShown(today, day.Date);
        return new OpenTimes
        {
            Today = today,
            LastDay = lastDay,
            Days = [.. days.Where(other => other.Date >= first).Take(DaysShown)],
            Day = day,
            NextOpen = days.FirstOrDefault(other => other.Date > day.Date && other.Slots.Length > 0)?.Date,
        };
    }

    /// <summary>The first of the days that stand side by side with a date: whole weeks from today on.</summary>
    public static DateOnly FirstShown(DateOnly today, DateOnly date) =>
        today.AddDays((date.DayNumber - today.DayNumber) / DaysShown * DaysShown);
}
