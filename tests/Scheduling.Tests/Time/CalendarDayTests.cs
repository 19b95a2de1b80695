using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.Time;

public class CalendarDayTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-12-01", 24 * 60)]
    [InlineData("Europe/Berlin", "2026-03-29", 23 * 60)]
    [InlineData("Europe/Berlin", "2026-10-25", 25 * 60)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", (23 * 60) + 30)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", (24 * 60) + 30)]
    [InlineData("America/Havana", "2025-03-09", 23 * 60)]
    [InlineData("America/Havana", "2025-11-02", 25 * 60)]
    [InlineData("America/Santiago", "2026-04-04", 25 * 60)]
    [InlineData("America/Santiago", "2026-09-06", 23 * 60)]
    [InlineData("Antarctica/Troll", "2026-03-29", 22 * 60)]
    [InlineData("Antarctica/Troll", "2026-10-25", 26 * 60)]
    [InlineData("Pacific/Apia", "2011-12-30", 0)]
    public void A_date_is_as_long_as_its_zone_makes_it(string zone, string date, int minutes)
    {
        var day = ShopCalendar.For(zone, 15).Day(Make.Date(date));
        Assert.Equal(minutes, day.TickCount * Tick.Minutes);
    }

    [Fact]
    public void A_skipped_date_stands_where_the_next_one_begins()
    {
        var calendar = ShopCalendar.For("Pacific/Apia", 15);
        var skipped = calendar.Day(Make.Date("2011-12-30"));
        Assert.Equal(calendar.Day(Make.Date("2011-12-29")).EndTick, skipped.FirstTick);
        Assert.Equal(calendar.Day(Make.Date("2011-12-31")).FirstTick, skipped.FirstTick);
        Assert.True(skipped.Grid.IsEmpty);
        Assert.Empty(skipped.Segments);
    }

    [Fact]
    public void The_grid_has_no_bit_in_a_gap_and_two_for_a_repeated_time()
    {
        var calendar = ShopCalendar.For("Europe/Berlin", 30);
        var spring = calendar.Day(Make.Date("2026-03-29"));
        var clock = Make.WallClock(calendar, Make.Ticks(spring.Grid, spring.FirstTick)).ToList();
        Assert.Equal(46, clock.Count);
        Assert.Equal(["01:30", "03:00"], clock[3..5]);

        var autumn = calendar.Day(Make.Date("2026-10-25"));
        clock = [.. Make.WallClock(calendar, Make.Ticks(autumn.Grid, autumn.FirstTick))];
        Assert.Equal(50, clock.Count);
        Assert.Equal(["02:00", "02:30", "02:00", "02:30", "03:00"], clock[4..9]);
    }

    [Fact]
    public void A_half_hour_shift_keeps_an_hourly_grid_on_the_hour()
    {
        var calendar = ShopCalendar.For("Australia/Lord_Howe", 60);
        foreach (var date in new[] { "2026-04-05", "2026-10-04" })
        {
            var day = calendar.Day(Make.Date(date));
            var clock = Make.WallClock(calendar, Make.Ticks(day.Grid, day.FirstTick)).ToList();
            Assert.All(clock, time => Assert.EndsWith(":00", time, StringComparison.Ordinal));
            Assert.Equal(date == "2026-10-04" ? 23 : 24, clock.Count);
        }
    }

    [Fact]
    public void A_grid_that_does_not_divide_the_day_begins_anew_at_midnight()
    {
        var calendar = ShopCalendar.For("Etc/UTC", 35);
        var day = calendar.Day(Make.Date("2026-12-01"));
        var clock = Make.WallClock(calendar, Make.Ticks(day.Grid, day.FirstTick)).ToList();
        Assert.Equal("00:00", clock[0]);
        Assert.Equal("23:55", clock[^1]);
        Assert.Equal(42, clock.Count);
    }

    [Fact]
    public void Where_two_dates_interleave_each_keeps_the_times_that_its_wall_clock_shows()
    {
        // At 00:01 on 29 October 2006 the clocks of St John's went back to 23:01 on the 28th.
        var calendar = ShopCalendar.For("America/St_Johns", 5);
        foreach (var date in new[] { Make.Date("2006-10-28"), Make.Date("2006-10-29") })
        {
            var day = calendar.Day(date);
            var ticks = Make.Ticks(day.Grid, day.FirstTick);
            var expected = Enumerable.Range(day.FirstTick - 50, day.TickCount + 100)
                .Where(tick => calendar.DateOf(tick) == date);
            Assert.Equal(expected, ticks);
        }

        Assert.True(calendar.Day(Make.Date("2006-10-28")).EndTick > calendar.Day(Make.Date("2006-10-29")).FirstTick);
    }

    [Fact]
    public void The_offset_is_that_of_the_tick()
    {
        var day = ShopCalendar.For("Europe/Berlin", 15).Day(Make.Date("2026-10-25"));
        Assert.Equal(Offset.FromHours(2), day.OffsetAt(day.FirstTick));
        Assert.Equal(Offset.FromHours(2), day.OffsetAt(Make.TickAt("2026-10-25T00:55:00Z")));
        Assert.Equal(Offset.FromHours(1), day.OffsetAt(Make.TickAt("2026-10-25T01:00:00Z")));
        Assert.Throws<ArgumentOutOfRangeException>(() => day.OffsetAt(day.EndTick));
    }
}
