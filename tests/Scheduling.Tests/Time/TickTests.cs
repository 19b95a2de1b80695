using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.Time;

public class TickTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0, 0)]
    [InlineData("1970-01-01T00:04:59Z", 0, 1)]
    [InlineData("1970-01-01T00:05:00Z", 1, 1)]
    [InlineData("1969-12-31T23:59:59Z", -1, 0)]
    [InlineData("1969-12-31T23:55:00Z", -1, -1)]
    [InlineData("1969-12-31T23:54:59Z", -2, -1)]
    public void Containing_rounds_down_and_AtOrAfter_rounds_up_on_both_sides_of_the_epoch(
        string instant, int containing, int atOrAfter)
    {
        Assert.Equal(containing, Tick.Containing(Make.At(instant)));
        Assert.Equal(atOrAfter, Tick.AtOrAfter(Make.At(instant)));
    }

    [Fact]
    public void Half_a_second_before_the_epoch_is_in_the_tick_before_it()
    {
        var instant = Instant.FromUnixTimeMilliseconds(-500);
        Assert.Equal(-1, Tick.Containing(instant));
        Assert.Equal(0, Tick.AtOrAfter(instant));
        Assert.False(Tick.IsAligned(instant));
    }

    [Fact]
    public void An_instant_a_nanosecond_off_is_not_aligned()
    {
        var tick = Make.TickAt("2026-12-01T09:00:00Z");
        Assert.True(Tick.IsAligned(Tick.ToInstant(tick)));
        Assert.False(Tick.IsAligned(Tick.ToInstant(tick).PlusNanoseconds(1)));
        Assert.Equal(tick + 1, Tick.AtOrAfter(Tick.ToInstant(tick).PlusNanoseconds(1)));
    }

    [Fact]
    public void Every_instant_that_the_wire_can_carry_has_a_tick()
    {
        Assert.True(Tick.Containing(Make.At("0001-01-01T00:00:00Z")) < 0);
        Assert.True(Tick.AtOrAfter(Make.At("9999-12-31T23:59:59Z")) > 0);
    }

    [Fact]
    public void Minutes_that_are_no_whole_ticks_are_refused()
    {
        Assert.Equal(9, Tick.FromMinutes(45));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tick.FromMinutes(7));
    }

    [Fact]
    public void A_range_covers_the_ticks_that_its_instants_touch()
    {
        var range = TickRange.Covering(Make.At("1970-01-01T00:07:00Z"), Make.At("1970-01-01T00:12:00Z"));
        Assert.Equal(new TickRange(1, 3), range);
        Assert.Equal(2, range.Length);
    }

    [Theory]
    [InlineData(0, 5, 5, 9, false)]
    [InlineData(0, 5, 4, 9, true)]
    [InlineData(0, 5, 2, 3, true)]
    [InlineData(0, 5, 3, 3, false)]
    public void Ranges_overlap_when_they_share_a_tick(int a, int b, int c, int d, bool overlap)
    {
        Assert.Equal(overlap, new TickRange(a, b).Overlaps(new TickRange(c, d)));
        Assert.Equal(overlap, new TickRange(c, d).Overlaps(new TickRange(a, b)));
    }
}
