using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.Availability;

public class AlternativesTests
{
    private static readonly ShopCalendar Berlin = ShopCalendar.For("Europe/Berlin", 15);
    private static readonly BookingWindow Always = new(int.MinValue, int.MaxValue, Make.Date("2026-12-01"));
    private static readonly ServiceShape HalfHour = new(6, 0, 0);

    private static readonly (string Zone, string Date)[] Dates =
    [
        ("Europe/Berlin", "2026-12-01"), ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"),
        ("Australia/Lord_Howe", "2026-04-05"), ("America/Santiago", "2026-04-05"), ("Pacific/Apia", "2011-12-31"),
    ];

    [Fact]
    public void They_are_those_that_sorting_all_open_starts_gives()
    {
        for (var seed = 0; seed < 1_500; seed++)
        {
            var random = new Random(seed);
            var (zone, date) = Dates[random.Next(Dates.Length)];
            var calendar = ShopCalendar.For(zone, random.Next(1, 7) * 5);
            var center = calendar.Day(Make.Date(date));
            var candidates = Enumerable.Range(0, random.Next(0, 5))
                .Select(_ => RandomCandidate(random, center.FirstTick)).ToArray();
            var wanted = center.FirstTick + random.Next(0, center.TickCount);
            var window = new BookingWindow(
                center.FirstTick + random.Next(-600, 200), center.FirstTick + random.Next(100, 900), center.Date);
            var (count, maxDays, shortest) = (random.Next(0, 6), random.Next(0, 4), random.Next(0, 12));

            var found = Alternatives.Find(calendar, candidates, window, wanted, count, maxDays, shortest);

            var expected = Naive(calendar, candidates, window, wanted, maxDays, shortest).Take(count).ToList();
            var message = $"seed {seed}: expected {string.Join(" ", expected.Select(a => a.StartTick - wanted))}, "
                + $"found {string.Join(" ", found.Select(a => a.StartTick - wanted))}";
            Assert.True(expected.Select(a => a.StartTick).SequenceEqual(found.Select(a => a.StartTick)), message);
            Assert.Equal(expected.Select(a => a.Barbers.ToArray()), found.Select(a => a.Barbers.ToArray()));
        }
    }

    [Fact]
    public void The_nearest_comes_first_on_either_side()
    {
        var found = Find("2026-12-01T12:00:00", Open("10:00-10:30"), Open("12:15-12:45"), Open("16:00-16:30"));
        Assert.Equal(["12:15", "10:00", "16:00"], found);
    }

    [Fact]
    public void The_wanted_start_with_another_barber_is_nearest_of_all() =>
        Assert.Equal(["12:00", "11:00"], Find("2026-12-01T12:00:00", Open("11:00-11:30"), Open("12:00-12:30")));

    [Fact]
    public void Of_two_equally_near_the_one_that_leaves_no_useless_gap_comes_first()
    {
        // 11:30 would leave fifteen minutes unused before it; 12:30 fits its opening exactly.
        var found = Find("2026-12-01T12:00:00", Open("11:15-12:00"), Open("12:30-13:00"));
        Assert.Equal(["12:30", "11:30", "11:15"], found);
    }

    [Fact]
    public void Of_two_equally_near_and_equally_tight_the_earlier_comes_first() =>
        Assert.Equal(["11:30", "12:30"], Find("2026-12-01T12:00:00", Open("11:30-12:00"), Open("12:30-13:00")));

    [Fact]
    public void Late_in_the_evening_the_next_morning_is_nearer_than_the_same_morning()
    {
        var found = Alternatives.Find(
            Berlin, [Open("07:00-07:30")], Always, Make.LocalTick(Berlin, "2026-12-01T21:00:00"), 3, 1, 1);
        Assert.Equal(
            ["2026-12-02T07:00:00", "2026-12-01T07:00:00", "2026-11-30T07:00:00"],
            found.Select(a => Tick.ToInstant(a.StartTick).InZone(Berlin.Zone).LocalDateTime.ToString("s", null)));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:55:00Z")]
    public void A_start_that_no_calendar_has_finds_what_the_window_has_or_nothing(string wanted)
    {
        var now = Make.At("2026-12-01T00:00:00Z");
        var window = BookingWindow.At(now, Berlin, ShopPolicy.Default);
        var found = Alternatives.Find(
            Berlin, [Open("07:00-07:30")], window, Tick.Containing(Make.At(wanted)), 3, 7, 1);
        Assert.All(found, a => Assert.InRange(a.StartTick, window.NotBeforeTick, window.NotAfterTick - 1));
    }

    private static List<string> Find(string wanted, params Candidate[] candidates) =>
    [
        .. Make.WallClock(
            Berlin,
            Alternatives.Find(Berlin, candidates, Always, Make.LocalTick(Berlin, wanted), 3, 0, 6)
                .Select(a => a.StartTick)),
    ];

    private static Candidate Open(string interval)
    {
        var timeline = Make.Timeline(Berlin, Make.EveryDay(interval), "2026-11-30", days: 10);
        return new Candidate(Guid.NewGuid(), timeline.FreeMemory, timeline.FirstTick, HalfHour);
    }

    private static Candidate RandomCandidate(Random random, int tick) => new(
        Guid.NewGuid(),
        RandomBits.Runs(random, random.Next(1, 25), random.Next(1, 60)),
        tick - random.Next(0, 700),
        new ServiceShape(random.Next(1, 14), random.Next(0, 3), random.Next(0, 3)));

    private static IEnumerable<Alternative> Naive(
        ShopCalendar calendar, Candidate[] candidates, BookingWindow window, int wanted, int maxDays, int shortest)
    {
        if (window.NotBeforeTick >= window.NotAfterTick) return [];
        var center = calendar.DateOf(Math.Clamp(wanted, window.NotBeforeTick, window.NotAfterTick));
        return Enumerable.Range(-maxDays, (2 * maxDays) + 1)
            .SelectMany(d => candidates.SelectMany(c => Starts(calendar.Day(center.PlusDays(d)), c)))
            .GroupBy(start => start.Tick)
            .OrderBy(group => Math.Abs(group.Key - wanted))
            .ThenBy(group => group.Min(start => Gaps.UnusableTicks(
                start.By.Free.Span, start.By.FreeFirstTick, start.By.Shape.Occupied(group.Key), shortest)))
            .ThenBy(group => group.Key)
            .Select(group => new Alternative(group.Key, [.. group.Select(start => start.By.BarberId)]));

        IEnumerable<(int Tick, Candidate By)> Starts(CalendarDay day, Candidate by)
        {
            var starts = new ulong[OpenStarts.MaxDayWords];
            OpenStarts.Find(
                by.Free.Span, by.FreeFirstTick, day, by.Shape, window.NotBeforeTick, window.NotAfterTick, starts);
            return Make.Ticks(starts, day.FirstTick).Select(tick => (tick, by));
        }
    }
}
