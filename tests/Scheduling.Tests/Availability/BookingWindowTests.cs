using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Tests.Availability;

public class BookingWindowTests
{
    private static readonly ShopCalendar Berlin = ShopCalendar.For("Europe/Berlin", 15);

    [Fact]
    public void Without_notice_a_visit_may_start_at_once_but_not_in_a_tick_that_has_begun()
    {
        var on = BookingWindow.At(Make.At("2026-12-01T09:00:00Z"), Berlin, ShopPolicy.Default);
        var off = BookingWindow.At(Make.At("2026-12-01T09:00:01Z"), Berlin, ShopPolicy.Default);
        Assert.Equal(Make.TickAt("2026-12-01T09:00:00Z"), on.NotBeforeTick);
        Assert.Equal(Make.TickAt("2026-12-01T09:05:00Z"), off.NotBeforeTick);
    }

    [Fact]
    public void Notice_counts_in_elapsed_time()
    {
        var policy = ShopPolicy.Default with { MinNoticeMinutes = 60 };
        var window = BookingWindow.At(Make.At("2026-10-25T00:30:00Z"), Berlin, policy);
        Assert.Equal(Make.TickAt("2026-10-25T01:30:00Z"), window.NotBeforeTick);
    }

    [Theory]
    [InlineData(1, "2026-12-01T23:00:00Z")]
    [InlineData(2, "2026-12-02T23:00:00Z")]
    [InlineData(366, "2027-12-01T23:00:00Z")]
    public void The_horizon_counts_local_dates_with_today(int days, string end)
    {
        var policy = ShopPolicy.Default with { HorizonDays = days };
        foreach (var now in new[] { "2026-11-30T23:00:00Z", "2026-12-01T22:59:59Z" })
        {
            var window = BookingWindow.At(Make.At(now), Berlin, policy);
            Assert.Equal(Make.Date("2026-12-01"), window.Today);
            Assert.Equal(Make.TickAt(end), window.NotAfterTick);
        }
    }

    [Fact]
    public void A_horizon_that_ends_on_a_skipped_date_ends_where_the_next_one_begins()
    {
        var apia = ShopCalendar.For("Pacific/Apia", 15);
        var window = BookingWindow.At(
            Make.At("2011-12-29T12:00:00Z"), apia, ShopPolicy.Default with { HorizonDays = 1 });
        Assert.Equal(apia.Day(Make.Date("2011-12-30")).FirstTick, window.NotAfterTick);
    }
}
