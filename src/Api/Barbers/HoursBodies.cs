using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Barbers;

namespace BookedBarber.Api.Barbers;

/// <summary>A stretch of working time: <c>HH:mm</c>, where <c>24:00</c> is the end of the day.</summary>
/// <param name="From">Its start.</param>
/// <param name="To">Its end.</param>
public sealed record IntervalBody(string? From, string? To)
{
    /// <summary>As grains take it.</summary>
    public IntervalMessage Read(FieldErrors errors, string field) => new()
    {
        FromMinute = Minute(From, errors, $"{field}.from"),
        ToMinute = Minute(To, errors, $"{field}.to"),
    };

    /// <summary>A minute of the day as text.</summary>
    public static string Text(int minute) => string.Create(
        CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private static int Minute(string? text, FieldErrors errors, string field)
    {
        if (text == "24:00")
        {
            return 24 * 60;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return (time.Hour * 60) + time.Minute;
        }

        errors.Add(field, text is null ? "is required" : "must be a time HH:mm from 00:00 to 24:00");
        return 0;
    }
}

/// <summary>The hours of each weekday; one that is left out is a day off.</summary>
/// <param name="Monday">Hours.</param>
/// <param name="Tuesday">Hours.</param>
/// <param name="Wednesday">Hours.</param>
/// <param name="Thursday">Hours.</param>
/// <param name="Friday">Hours.</param>
/// <param name="Saturday">Hours.</param>
/// <param name="Sunday">Hours.</param>
public sealed record WeeklyBody(
    IReadOnlyList<IntervalBody?>? Monday,
    IReadOnlyList<IntervalBody?>? Tuesday,
    IReadOnlyList<IntervalBody?>? Wednesday,
    IReadOnlyList<IntervalBody?>? Thursday,
    IReadOnlyList<IntervalBody?>? Friday,
    IReadOnlyList<IntervalBody?>? Saturday,
    IReadOnlyList<IntervalBody?>? Sunday);

/// <summary>A date that is worked differently.</summary>
/// <param name="Date">The date, <c>yyyy-MM-dd</c>.</param>
/// <param name="Intervals">Its hours; empty when it is not worked.</param>
public sealed record HoursExceptionBody(string? Date, IReadOnlyList<IntervalBody?>? Intervals);

/// <summary>Working hours in a body.</summary>
/// <param name="Weekly">By weekday.</param>
/// <param name="Exceptions">By date.</param>
public sealed record HoursBody(WeeklyBody? Weekly, IReadOnlyList<HoursExceptionBody?>? Exceptions)
{
    private const string DateFormat = "yyyy-MM-dd";

    private static readonly HoursBody None = new(new WeeklyBody([], [], [], [], [], [], []), []);

    /// <summary>As grains take it.</summary>
    public HoursMessage Read(FieldErrors errors)
    {
        if (Weekly is null)
        {
            errors.Add("weekly", "is required");
        }

        return new HoursMessage
        {
            Weekly =
            [
                Intervals(Weekly?.Monday, errors, "weekly.monday"),
                Intervals(Weekly?.Tuesday, errors, "weekly.tuesday"),
                Intervals(Weekly?.Wednesday, errors, "weekly.wednesday"),
                Intervals(Weekly?.Thursday, errors, "weekly.thursday"),
                Intervals(Weekly?.Friday, errors, "weekly.friday"),
                Intervals(Weekly?.Saturday, errors, "weekly.saturday"),
                Intervals(Weekly?.Sunday, errors, "weekly.sunday"),
            ],
            Exceptions = [.. (Exceptions ?? []).Select((one, i) => ReadException(one, errors, $"exceptions[{i}]"))],
        };
    }

    /// <summary>From what grains answer; null are no hours at all.</summary>
    public static HoursBody From(HoursMessage? hours) => hours is null ? None : new(
        new WeeklyBody(
            Bodies(hours.Weekly[0]),
            Bodies(hours.Weekly[1]),
            Bodies(hours.Weekly[2]),
            Bodies(hours.Weekly[3]),
            Bodies(hours.Weekly[4]),
            Bodies(hours.Weekly[5]),
            Bodies(hours.Weekly[6])),
        [.. hours.Exceptions.Select(exception => new HoursExceptionBody(
            exception.Date.ToString(DateFormat, CultureInfo.InvariantCulture), Bodies(exception.Intervals)))]);

    private static HoursException ReadException(HoursExceptionBody? exception, FieldErrors errors, string field)
    {
        var date = errors.RequiredDate(exception?.Date, $"{field}.date");
        if (exception?.Intervals is null)
        {
            errors.Add($"{field}.intervals", "is required");
        }

        return new HoursException
        {
            Date = date,
            Intervals = Intervals(exception?.Intervals, errors, $"{field}.intervals"),
        };
    }

    private static ImmutableArray<IntervalMessage> Intervals(
        IReadOnlyList<IntervalBody?>? intervals, FieldErrors errors, string field) =>
        [.. (intervals ?? []).Select((one, i) => (one ?? new(null, null)).Read(errors, $"{field}[{i}]"))];

    private static List<IntervalBody> Bodies(ImmutableArray<IntervalMessage> intervals) =>
        [.. intervals.Select(one => new IntervalBody(
            IntervalBody.Text(one.FromMinute), IntervalBody.Text(one.ToMinute)))];
}

/// <summary>Time off in a body.</summary>
/// <param name="From">From when; RFC 3339.</param>
/// <param name="To">Until when (exclusive); RFC 3339.</param>
/// <param name="Reason">For the shop's own eyes.</param>
public sealed record TimeOffBody(string? From, string? To, string? Reason)
{
    /// <summary>As grains take it.</summary>
    public TimeOffMessage Read(FieldErrors errors, Guid id) => new()
    {
        Id = id,
        From = errors.RequiredInstant(From, "from"),
        To = errors.RequiredInstant(To, "to"),
        Reason = Reason,
    };
}

/// <summary>A barber's time off.</summary>
/// <param name="Items">By start.</param>
/// <param name="Next">Always null: it is one page.</param>
public sealed record TimeOffListView(
    IReadOnlyList<TimeOffMessage> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next = null);
