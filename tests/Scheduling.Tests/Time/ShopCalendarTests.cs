using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.Time;

public class ShopCalendarTests
{
    [Fact]
    public void The_same_zone_and_grid_share_one_calendar_and_its_days()
    {
        var calendar = ShopCalendar.For("Europe/Paris", 15);
        Assert.Same(calendar, ShopCalendar.For("Europe/Paris", 15));
        Assert.NotSame(calendar, ShopCalendar.For("Europe/Paris", 20));
        Assert.Same(calendar.Day(Make.Date("2026-12-01")), calendar.Day(Make.Date("2026-12-01")));
    }

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("")]
    [InlineData("europe/berlin")]
    [InlineData("UTC+01:02:03")]
    public void An_unknown_zone_is_refused(string zone)
    {
        Assert.False(ShopCalendar.IsTimeZone(zone));
        Assert.Throws<ArgumentException>(() => ShopCalendar.For(zone, 15));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-5)]
    [InlineData(1445)]
    public void A_grid_that_is_no_whole_ticks_is_refused(int slotMinutes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ShopCalendar.For("Europe/Berlin", slotMinutes));

    [Fact]
    public void More_dates_than_are_kept_still_give_right_answers()
    {
        var calendar = ShopCalendar.For("Asia/Tokyo", 30);
        var first = Make.Date("2020-01-01");
        for (var i = 0; i < 3_000; i++)
        {
            var day = calendar.Day(first.PlusDays(i));
            Assert.Equal(calendar.Day(first).FirstTick + (i * 288), day.FirstTick);
        }
    }

    [Fact]
    public void A_date_without_a_calendar_is_refused_and_known_to_be()
    {
        var calendar = ShopCalendar.For("Pacific/Kiritimati", 15);
        Assert.Equal(288, calendar.Day(ShopCalendar.MinDate).TickCount);
        Assert.Equal(288, calendar.Day(ShopCalendar.MaxDate).TickCount);
        Assert.False(ShopCalendar.Has(ShopCalendar.MaxDate.PlusDays(1)));
        Assert.False(ShopCalendar.Has(ShopCalendar.MinDate.PlusDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.Day(LocalDate.MaxIsoValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.Day(LocalDate.MinIsoValue));
    }

    [Fact]
    public void The_date_changes_at_local_midnight()
    {
        var calendar = ShopCalendar.For("America/New_York", 15);
        Assert.Equal(Make.Date("2026-11-30"), calendar.DateOf(Make.At("2026-12-01T04:59:59Z")));
        Assert.Equal(Make.Date("2026-12-01"), calendar.DateOf(Make.TickAt("2026-12-01T05:00:00Z")));
    }

    [Fact]
    public void Many_threads_may_ask_for_the_same_days()
    {
        var calendar = ShopCalendar.For("Australia/Sydney", 10);
        var first = Make.Date("2026-01-01");
        var seen = Enumerable.Range(0, 20_000).AsParallel().WithDegreeOfParallelism(4)
            .Select(i => calendar.Day(first.PlusDays(i % 365))).Distinct().Count();
        Assert.Equal(365, seen);
    }
}
