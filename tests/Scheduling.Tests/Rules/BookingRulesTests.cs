using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Rules;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Tests.Availability;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.Rules;

public class BookingRulesTests
{
    private static readonly ShopCalendar Berlin = ShopCalendar.For("Europe/Berlin", 15);
    private static readonly ServiceShape Haircut = new(6, 1, 1);
    private static readonly Instant Now = Make.At("2026-12-01T09:02:00Z");

    private static readonly ShopPolicy Policy =
        ShopPolicy.Default with { MinNoticeMinutes = 30, HorizonDays = 3 };

    [Theory]
    [InlineData("2026-12-01T11:00:00Z", null)]
    [InlineData("2026-12-01T09:30:00Z", "too_soon")]
    [InlineData("2020-01-01T00:00:00Z", "too_soon")]
    [InlineData("0001-01-01T00:00:00Z", "too_soon")]
    [InlineData("2026-12-04T10:00:00Z", "too_far")]
    [InlineData("9999-12-31T23:59:59Z", "too_far")]
    [InlineData("2026-12-01T11:05:00Z", "validation_failed")]
    [InlineData("2026-12-01T11:00:01Z", "validation_failed")]
    [InlineData("2026-12-02T05:00:00Z", "outside_hours")]
    [InlineData("2026-12-02T08:00:00Z", "outside_hours")]
    [InlineData("2026-12-02T15:30:00Z", "outside_hours")]
    [InlineData("2026-12-02T08:15:00Z", null)]
    [InlineData("2026-12-01T12:15:00Z", "slot_taken")]
    [InlineData("2026-12-01T13:00:00Z", "slot_taken")]
    [InlineData("2026-12-01T13:15:00Z", null)]
    public void A_refusal_says_why(string start, string? code)
    {
        var result = BookingRules.Check(NineToFiveWithOneBooking(), Policy, Haircut, Make.At(start), Now);
        Assert.Equal(code, (result as RuleResult.Refused)?.Code);
        Assert.Equal(code is null, result.IsAllowed);
    }

    [Theory]
    [InlineData("2026-12-01T09:30:00Z", Remedy.ChooseAnotherStart)]
    [InlineData("2026-12-04T10:00:00Z", Remedy.TryAgainLater)]
    [InlineData("2026-12-01T11:05:00Z", Remedy.CorrectRequest)]
    [InlineData("2026-12-02T05:00:00Z", Remedy.ChooseAnotherStart)]
    [InlineData("2026-12-01T12:15:00Z", Remedy.ChooseAnotherStart)]
    public void A_refusal_says_what_can_be_done(string start, Remedy remedy)
    {
        var result = BookingRules.Check(NineToFiveWithOneBooking(), Policy, Haircut, Make.At(start), Now);
        var refused = Assert.IsType<RuleResult.Refused>(result);
        Assert.Equal(remedy, refused.Remedy);
        Assert.EndsWith(".", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_judges_by_itself()
    {
        var request = new StartRequest(
            NineToFiveWithOneBooking(), Policy, Haircut, Make.At("2026-12-01T05:05:00Z"), Now);
        Assert.False(new MinimumNoticeRule().Check(request).IsAllowed);
        Assert.True(new HorizonRule().Check(request).IsAllowed);
        Assert.False(new SlotGridRule().Check(request).IsAllowed);
        Assert.False(new WorkingHoursRule().Check(request).IsAllowed);
        Assert.False(new FreeTimeRule().Check(request).IsAllowed);
    }

    [Fact]
    public void A_start_is_allowed_exactly_when_it_is_open()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var calendar = ShopCalendar.For("Europe/Berlin", random.Next(1, 7) * 5);
            var policy = new ShopPolicy(calendar.SlotMinutes, random.Next(0, 300), random.Next(1, 4), 0, 10);
            var date = Make.Date("2026-10-24");
            var first = calendar.Day(date).FirstTick;
            var busy = RandomBits.Runs(random, 14, random.Next(2, 80));
            var timeline = new Timeline(
                calendar,
                Make.EveryDay("00:00-03:00", "08:00-12:00", "12:00-19:30", "23:00-24:00"),
                [new TickRange(first + random.Next(0, 800), first + 820)],
                date,
                3,
                Make.Ticks(busy, first).Select(tick => new Occupancy(Guid.NewGuid(), tick, tick + 1)));
            var shape = new ServiceShape(random.Next(1, 20), random.Next(0, 3), random.Next(0, 3));
            var now = Tick.ToInstant(first + random.Next(0, 300)).PlusNanoseconds(random.Next(0, 2));
            var window = BookingWindow.At(now, calendar, policy);
            for (var tick = first - 20; tick < timeline.EndTick + 20; tick++)
            {
                var open = OpenStarts.IsOpen(
                    timeline.Free,
                    timeline.FirstTick,
                    calendar.Day(calendar.DateOf(tick)),
                    shape,
                    window.NotBeforeTick,
                    window.NotAfterTick,
                    tick);
                var result = BookingRules.Check(timeline, policy, shape, Tick.ToInstant(tick), now);
                Assert.True(open == result.IsAllowed, $"seed {seed}: tick {tick - first}: {result}");
                Assert.False(BookingRules.Check(
                    timeline, policy, shape, Tick.ToInstant(tick).PlusNanoseconds(7), now).IsAllowed);
            }
        }
    }

    private static Timeline NineToFiveWithOneBooking()
    {
        var timeline = Make.Timeline(Berlin, Make.EveryDay("09:00-17:00"), "2026-12-01", days: 5);
        var from = Make.TickAt("2026-12-01T12:40:00Z");
        timeline.Occupy(new Occupancy(Guid.NewGuid(), from, from + 6));
        return timeline;
    }
}
