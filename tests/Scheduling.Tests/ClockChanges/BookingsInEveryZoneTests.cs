using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Rules;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Tests.ClockChanges;

/// <summary>What holds of bookings in every zone around every change of its clocks from 2020 to 2037.</summary>
public class BookingsInEveryZoneTests
{
    public static TheoryData<string> Zones { get; } = new(ClockChange.Zones());

    [Theory]
    [MemberData(nameof(Zones))]
    public void What_is_offered_can_be_booked_and_nothing_else(string zone)
    {
        foreach (var (number, change) in ClockChange.In(zone).Index())
        {
            var policy = ShopPolicy.Default with
            {
                SlotMinutes = Variety.Grid(number),
                MinNoticeMinutes = number % 3 * 90,
                HorizonDays = 2 + (number % 2),
            };
            var calendar = ShopCalendar.For(zone, policy.SlotMinutes);
            var hours = change.StraddlingHours().ToList();
            var timeline = new Timeline(
                calendar, hours[number % hours.Count], [], change.FirstDate, change.Days, []);
            var taken = Tick.AtOrAfter(change.At) + (number % 5) - 2;
            if (number % 2 == 0 && timeline.IsFree(new TickRange(taken, taken + 3)))
                timeline.Occupy(new Occupancy(Guid.NewGuid(), taken, taken + 3));
            var nowTick = calendar.Day(change.FirstDate).FirstTick + (number * 7 % 99);
            Agree(timeline, policy, Variety.Shape(number), nowTick);
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Every_offered_start_is_booked_once_and_given_back_whole(string zone)
    {
        foreach (var (number, change) in ClockChange.In(zone).Index())
        {
            var calendar = ShopCalendar.For(zone, Variety.Grid(number));
            var shape = Variety.Shape(number);
            var hours = change.StraddlingHours().ToList();
            var timeline = new Timeline(
                calendar, hours[(number + 1) % hours.Count], [], change.FirstDate, change.Days, []);
            var untouched = timeline.Free.ToArray();
            var booked = new List<Guid>();
            for (var d = 0; d < change.Days; d++)
            {
                var date = change.FirstDate.PlusDays(d);
                while (Make.OpenTicks(timeline, date, shape) is [var start, ..])
                {
                    var range = shape.Occupied(start);
                    booked.Add(Guid.NewGuid());
                    timeline.Occupy(new Occupancy(booked[^1], range.From, range.To));
                    Assert.DoesNotContain(start, Make.OpenTicks(timeline, date, shape));
                }
            }

            Assert.All(booked, id => Assert.True(timeline.Release(id, out _)));
            Assert.Equal(untouched, timeline.Free.ToArray());
        }
    }

    private static void Agree(Timeline timeline, ShopPolicy policy, ServiceShape shape, int nowTick)
    {
        var now = Tick.ToInstant(nowTick);
        var window = BookingWindow.At(now, timeline.Calendar, policy);
        var starts = new ulong[OpenStarts.MaxDayWords];
        for (var d = 0; d < timeline.Days; d++)
        {
            var day = timeline.Calendar.Day(timeline.FirstDate.PlusDays(d));
            OpenStarts.Find(
                timeline.Free, timeline.FirstTick, day, shape, window.NotBeforeTick, window.NotAfterTick, starts);
            var offered = Make.Ticks(starts, day.FirstTick).ToHashSet();
            for (var tick = day.FirstTick; tick < day.EndTick; tick++)
            {
                var verdict = BookingRules.Check(timeline, policy, shape, Tick.ToInstant(tick), now);
                if (verdict.IsAllowed != offered.Contains(tick))
                    Assert.Fail($"{timeline.Calendar.Zone} {Tick.ToInstant(tick)} {shape} {policy}: {verdict}");
            }
        }
    }
}
