using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Tests.ClockChanges;

/// <summary>What holds of offered starts in every zone around every change of its clocks from 2020 to 2037.</summary>
public class OffersInEveryZoneTests
{
    public static TheoryData<string> Zones { get; } = new(ClockChange.Zones());

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_time_is_offered_as_often_as_the_wall_clock_shows_it(string zone)
    {
        // Never in a gap, twice in an overlap: NodaTime says how often a local time comes, and when.
        var shape = new ServiceShape(1, 0, 0);
        foreach (var (number, change) in ClockChange.In(zone).Index())
        {
            var slot = Variety.Grid(number);
            var open = new Timeline(
                ShopCalendar.For(zone, slot), Make.EveryDay("00:00-24:00"), [], change.FirstDate, change.Days, []);
            for (var d = 0; d < change.Days; d++)
            {
                var date = change.FirstDate.PlusDays(d);
                var expected = Enumerable.Range(0, (1439 / slot) + 1)
                    .Select(i => change.Zone.MapLocal(date.AtMidnight().PlusMinutes(i * slot)))
                    .SelectMany(mapping => mapping.Count switch
                    {
                        0 => [],
                        1 => new[] { mapping.Single() },
                        _ => [mapping.First(), mapping.Last()],
                    })
                    .Select(time => time.ToInstant())
                    .Where(Tick.IsAligned)
                    .Select(Tick.Containing)
                    .Order();
                Assert.Equal(expected, Make.OpenTicks(open, date, shape));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Every_offered_start_is_worked_for_its_whole_length_and_no_other_start_is(string zone)
    {
        foreach (var (number, change) in ClockChange.In(zone).Index())
        {
            var calendar = ShopCalendar.For(zone, Variety.Grid(number));
            var shape = Variety.Shape(number);
            var clock = new WallClock(change);
            foreach (var hours in change.StraddlingHours())
            {
                var timeline = new Timeline(calendar, hours, [], change.FirstDate, change.Days, []);
                var expected = Enumerable.Range(0, clock.Ticks)
                    .Where(i => clock.MinuteOfDay(i * Tick.Minutes) % calendar.SlotMinutes == 0)
                    .Select(i => clock.FirstTick + i)
                    .Where(tick => clock.IsWorked(shape.Occupied(tick), hours));
                var offered = Enumerable.Range(0, change.Days)
                    .SelectMany(d => Make.OpenTicks(timeline, change.FirstDate.PlusDays(d), shape));
                Assert.Equal(expected, offered);
            }
        }
    }
}
