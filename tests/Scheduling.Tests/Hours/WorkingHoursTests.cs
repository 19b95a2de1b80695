using System.Collections.Immutable;
using BookedBarber.Scheduling.Hours;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.Hours;

public class WorkingHoursTests
{
    private static readonly ImmutableDictionary<LocalDate, ImmutableArray<LocalInterval>> NoExceptions =
        ImmutableDictionary<LocalDate, ImmutableArray<LocalInterval>>.Empty;

    [Fact]
    public void A_weekday_that_is_not_named_is_closed()
    {
        var hours = new WorkingHours(Monday("09:00-17:00"), NoExceptions);
        Assert.Equal(Make.Interval("09:00-17:00"), Assert.Single(hours.On(Make.Date("2026-11-30"))));
        Assert.Empty(hours.On(Make.Date("2026-12-01")));
        Assert.Empty(WorkingHours.Closed.On(Make.Date("2026-11-30")));
    }

    [Fact]
    public void An_exception_replaces_the_whole_day()
    {
        var exceptions = new Dictionary<LocalDate, ImmutableArray<LocalInterval>>
        {
            [Make.Date("2026-11-30")] = [Make.Interval("18:00-20:00")],
            [Make.Date("2026-12-07")] = [],
            [Make.Date("2026-12-14")] = default,
        };
        var hours = new WorkingHours(Monday("09:00-12:00", "13:00-17:00"), exceptions);
        Assert.Equal(Make.Interval("18:00-20:00"), Assert.Single(hours.On(Make.Date("2026-11-30"))));
        Assert.Empty(hours.On(Make.Date("2026-12-07")));
        Assert.Empty(hours.On(Make.Date("2026-12-14")));
        Assert.Equal(2, hours.On(Make.Date("2026-12-21")).Length);
        Assert.Equal(3, hours.Exceptions.Count);
    }

    [Fact]
    public void Intervals_may_touch_and_fill_the_day() =>
        Assert.Empty(WorkingHours.Check(Monday("00:00-12:00", "12:00-24:00"), NoExceptions));

    [Theory]
    [InlineData("weekly.monday[0]", "09:00-09:00")]
    [InlineData("weekly.monday[0]", "17:00-09:00")]
    [InlineData("weekly.monday[0].from", "09:03-17:00")]
    [InlineData("weekly.monday[0].to", "09:00-17:01")]
    [InlineData("weekly.monday[0].to", "09:00-24:05")]
    [InlineData("weekly.monday[1]", "09:00-12:00", "11:55-17:00")]
    [InlineData("weekly.monday[1]", "13:00-17:00", "09:00-12:00")]
    [InlineData("weekly.monday[2]", "09:00-20:00", "20:00-21:00", "10:00-11:00")]
    public void What_is_wrong_is_named_by_its_place(string path, params string[] intervals)
    {
        var problem = Assert.Single(WorkingHours.Check(Monday(intervals), NoExceptions));
        Assert.Equal(path, problem.Field);
        Assert.Throws<ArgumentException>(() => new WorkingHours(Monday(intervals), NoExceptions));
    }

    [Fact]
    public void Exceptions_follow_the_same_rules()
    {
        var exceptions = new Dictionary<LocalDate, ImmutableArray<LocalInterval>>
        {
            [Make.Date("2026-12-24")] = [new LocalInterval(-5, 600)],
        };
        var problem = Assert.Single(WorkingHours.Check(Monday(), exceptions));
        Assert.Equal("exceptions[2026-12-24][0].from", problem.Field);
    }

    [Fact]
    public void There_is_a_limit_to_intervals_and_no_eighth_day()
    {
        var many = Enumerable.Range(0, 25).Select(i => new LocalInterval(i * 10, (i * 10) + 5)).ToImmutableArray();
        var weekly = new Dictionary<IsoDayOfWeek, ImmutableArray<LocalInterval>>
        {
            [IsoDayOfWeek.Sunday] = many,
            [IsoDayOfWeek.None] = [],
        };
        Assert.Equal(["weekly", "weekly.sunday"], WorkingHours.Check(weekly, NoExceptions).Select(p => p.Field).Order());
    }

    private static Dictionary<IsoDayOfWeek, ImmutableArray<LocalInterval>> Monday(params string[] intervals) => new()
    {
        [IsoDayOfWeek.Monday] = [.. intervals.Select(Make.Interval)],
    };
}
