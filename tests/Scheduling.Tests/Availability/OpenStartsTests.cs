using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Tests.Availability;

public class OpenStartsTests
{
    private static readonly ShopCalendar Berlin = ShopCalendar.For("Europe/Berlin", 15);

    private static readonly (string Zone, string Date)[] Days =
    [
        ("Europe/Berlin", "2026-12-01"), ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"),
        ("Australia/Lord_Howe", "2026-04-05"), ("Australia/Lord_Howe", "2026-10-04"),
        ("America/Santiago", "2026-04-04"), ("Asia/Kathmandu", "2026-06-01"), ("Antarctica/Troll", "2026-10-25"),
        ("Pacific/Apia", "2011-12-30"), ("America/St_Johns", "2006-10-28"),
    ];

    [Fact]
    public void Open_starts_are_those_that_a_loop_over_ticks_finds()
    {
        for (var seed = 0; seed < 6_000; seed++)
        {
            var random = new Random(seed);
            var (zone, date) = Days[random.Next(Days.Length)];
            var day = ShopCalendar.For(zone, random.Next(1, 13) * 5).Day(Make.Date(date));
            var shape = new ServiceShape(random.Next(1, 80), random.Next(0, 12), random.Next(0, 12));
            var free = RandomBits.Runs(random, random.Next(0, 14), random.Next(1, 200));
            var firstTick = day.FirstTick - random.Next(-100, 400);
            var notBefore = random.Next(3) == 0 ? int.MinValue : day.FirstTick + random.Next(-20, 320);
            var notAfter = random.Next(3) == 0 ? int.MaxValue : day.FirstTick + random.Next(-20, 320);
            var result = new ulong[OpenStarts.MaxDayWords];
            Array.Fill(result, ulong.MaxValue);

            OpenStarts.Find(free, firstTick, day, shape, notBefore, notAfter, result);

            var expected = Naive(free, firstTick, day, shape, notBefore, notAfter);
            var found = Make.Ticks(result, day.FirstTick);
            Assert.True(expected.SequenceEqual(found), $"seed {seed}: {zone} {date} {shape}");
        }
    }

    [Fact]
    public void IsOpen_is_the_same_answer_for_every_tick_of_the_day_and_false_beyond_it()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var (zone, date) = Days[random.Next(Days.Length)];
            var day = ShopCalendar.For(zone, 15).Day(Make.Date(date));
            var shape = new ServiceShape(random.Next(1, 20), random.Next(0, 4), random.Next(0, 4));
            var free = RandomBits.Runs(random, 8, 90);
            var expected = Naive(free, day.FirstTick - 40, day, shape, int.MinValue, int.MaxValue).ToHashSet();
            for (var tick = day.FirstTick - 600; tick < day.EndTick + 600; tick++)
            {
                var open = OpenStarts.IsOpen(
                    free, day.FirstTick - 40, day, shape, int.MinValue, int.MaxValue, tick);
                Assert.Equal(expected.Contains(tick), open);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(288)]
    [InlineData(1500)]
    [InlineData(ServiceShape.MaxOccupiedTicks)]
    public void A_run_that_is_just_long_enough_has_one_start_and_one_tick_less_has_none(int length)
    {
        var day = ShopCalendar.For("Etc/UTC", 5).Day(Make.Date("2026-12-01"));
        for (var offset = 0; offset < 70; offset += 3)
        {
            var free = new ulong[40];
            for (var i = offset; i < offset + length; i++) free[i / 64] |= 1UL << (i % 64);
            Assert.Equal([day.FirstTick + offset], Find(free, day, new ServiceShape(length, 0, 0)));
            free[offset / 64] &= ~(1UL << (offset % 64));
            Assert.Empty(Find(free, day, new ServiceShape(length, 0, 0)));
        }

        static List<int> Find(ulong[] free, CalendarDay day, ServiceShape shape)
        {
            var result = new ulong[OpenStarts.MaxDayWords];
            OpenStarts.Find(free, day.FirstTick, day, shape, int.MinValue, int.MaxValue, result);
            return Make.Ticks(result, day.FirstTick);
        }
    }

    [Fact]
    public void A_nine_to_five_day_offers_the_times_that_one_expects()
    {
        var timeline = Make.Timeline(Berlin, Make.EveryDay("09:00-12:00", "13:00-17:00"), "2026-12-01");
        var open = Make.OpenTicks(timeline, Make.Date("2026-12-01"), new ServiceShape(12, 0, 0));
        Assert.Equal(
            [
                "09:00", "09:15", "09:30", "09:45", "10:00", "10:15", "10:30", "10:45", "11:00",
                "13:00", "13:15", "13:30", "13:45", "14:00", "14:15", "14:30", "14:45", "15:00", "15:15", "15:30",
                "15:45", "16:00",
            ],
            Make.WallClock(Berlin, open));
    }

    [Fact]
    public void Buffers_belong_to_the_visit_and_keep_it_from_the_edges()
    {
        var timeline = Make.Timeline(Berlin, Make.EveryDay("09:00-10:30"), "2026-12-01");
        var open = Make.OpenTicks(timeline, Make.Date("2026-12-01"), new ServiceShape(9, 2, 1));
        Assert.Equal(["09:15", "09:30"], Make.WallClock(Berlin, open));
    }

    [Fact]
    public void A_visit_may_run_over_midnight_into_hours_that_begin_there()
    {
        var timeline = Make.Timeline(Berlin, Make.EveryDay("00:00-01:00", "23:00-24:00"), "2026-12-01", days: 2);
        var open = Make.OpenTicks(timeline, Make.Date("2026-12-01"), new ServiceShape(18, 0, 0));
        Assert.Equal(["23:00", "23:15", "23:30"], Make.WallClock(Berlin, open));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, -1, 0)]
    [InlineData(3, 0, -1)]
    [InlineData(-3, 5, 5)]
    [InlineData(ServiceShape.MaxOccupiedTicks, 1, 0)]
    public void What_is_no_visit_is_refused(int duration, int before, int after)
    {
        var day = Berlin.Day(Make.Date("2026-12-01"));
        var shape = new ServiceShape(duration, before, after);
        Assert.Throws<ArgumentException>(() => OpenStarts.IsOpen([], 0, day, shape, 0, int.MaxValue, day.FirstTick));
    }

    [Fact]
    public void A_result_shorter_than_the_day_is_refused()
    {
        var day = Berlin.Day(Make.Date("2026-12-01"));
        Assert.Throws<ArgumentException>(
            () => OpenStarts.Find([], 0, day, new ServiceShape(1, 0, 0), 0, int.MaxValue, new ulong[4]));
    }

    [Fact]
    public void Finding_open_starts_allocates_nothing()
    {
        var timeline = Make.Timeline(Berlin, Make.EveryDay("09:00-17:00"), "2026-12-01", days: 60);
        var day = Berlin.Day(Make.Date("2026-12-15"));
        var result = new ulong[OpenStarts.MaxDayWords];
        var shape = new ServiceShape(9, 1, 1);
        OpenStarts.Find(timeline.Free, timeline.FirstTick, day, shape, int.MinValue, int.MaxValue, result);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            OpenStarts.Find(timeline.Free, timeline.FirstTick, day, shape, int.MinValue, int.MaxValue, result);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static List<int> Naive(
        ulong[] free, int firstTick, CalendarDay day, ServiceShape shape, int notBefore, int notAfter)
    {
        var starts = new List<int>();
        for (var tick = day.FirstTick; tick < day.EndTick; tick++)
        {
            if (tick < notBefore || tick >= notAfter || !Make.Ticks(day.Grid, day.FirstTick).Contains(tick)) continue;
            var open = true;
            for (var t = tick - shape.BufferBeforeTicks; t < tick + shape.DurationTicks + shape.BufferAfterTicks; t++)
                open &= RandomBits.IsFree(free, firstTick, t);
            if (open) starts.Add(tick);
        }

        return starts;
    }
}
