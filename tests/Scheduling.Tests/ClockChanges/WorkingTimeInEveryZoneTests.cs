using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.ClockChanges;

/// <summary>What holds of working time in every zone around every change of its clocks from 2020 to 2037.</summary>
public class WorkingTimeInEveryZoneTests
{
    public static TheoryData<string> Zones { get; } = new(ClockChange.Zones());

    [Fact]
    public void There_are_zones_of_every_kind_to_test()
    {
        var changes = ClockChange.Zones().SelectMany(ClockChange.In).ToList();
        Assert.True(changes.Count > 5_000, $"Only {changes.Count} changes.");
        Assert.Contains(changes, change => (change.After - change.Before).Milliseconds == 30 * 60_000);
        Assert.Contains(changes, change => (change.After - change.Before) == Offset.FromHours(2));
        Assert.Contains(changes, change => change.Clock.Old.TimeOfDay == LocalTime.Midnight);
        Assert.Contains(changes, change => change.Clock.New.TimeOfDay == LocalTime.Midnight);
        Assert.Contains(changes, change => !change.IsOnTick);
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Working_minutes_match_the_wall_clock(string zone)
    {
        foreach (var change in ClockChange.In(zone))
        {
            var calendar = ShopCalendar.For(zone, 15);
            var clock = new WallClock(change);
            foreach (var hours in change.StraddlingHours())
            {
                var timeline = new Timeline(calendar, hours, [], change.FirstDate, change.Days, []);
                var worked = Make.Ticks(timeline.Free, timeline.FirstTick).ToHashSet();
                for (var minute = 0; minute < clock.Minutes; minute++)
                {
                    var tick = clock.FirstTick + (minute / Tick.Minutes);
                    if (worked.Contains(tick) != clock.IsWorked(minute, hours) && !change.IsWithin(tick))
                        Assert.Fail($"{change}: tick {tick}, minute {clock.MinuteOfDay(minute)} of the local day");
                }

                Assert.All(worked, tick => Assert.InRange(tick, clock.FirstTick, clock.FirstTick + clock.Ticks - 1));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_night_is_as_much_longer_or_shorter_as_the_clocks_say(string zone)
    {
        foreach (var change in ClockChange.In(zone).Where(change => change.IsOnTick))
        {
            var calendar = ShopCalendar.For(zone, 15);
            var open = new Timeline(
                calendar, Make.EveryDay("00:00-24:00"), [], change.FirstDate, change.Days, []);
            var plain = change.Days * 24 * 60 * 60;
            var expected = plain - (change.After - change.Before).Seconds;
            Assert.Equal(expected, Make.Ticks(open.Free, open.FirstTick).Count * Tick.Seconds);
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void IsWorking_agrees_with_the_bitmap_for_ranges_across_the_change(string zone)
    {
        foreach (var change in ClockChange.In(zone))
        {
            var calendar = ShopCalendar.For(zone, 15);
            var at = Tick.AtOrAfter(change.At);
            foreach (var hours in change.StraddlingHours())
            {
                var timeline = new Timeline(calendar, hours, [], change.FirstDate, change.Days, []);
                for (var i = 0; i < 24; i++)
                {
                    var range = new TickRange(at - 24 + i, at - 24 + i + (i * 5 % 17) + 1);
                    Assert.Equal(timeline.IsFree(range), timeline.IsWorking(range));
                }
            }
        }
    }
}
