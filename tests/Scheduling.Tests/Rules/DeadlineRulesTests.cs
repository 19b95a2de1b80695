using BookedBarber.Scheduling.Rules;
using BookedBarber.Scheduling.Shops;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.Rules;

public class DeadlineRulesTests
{
    private static readonly Instant Start = Make.At("2026-12-01T12:00:00Z");

    [Fact]
    public void A_visit_can_be_cancelled_up_to_its_deadline_and_not_a_nanosecond_later()
    {
        var deadline = Make.At("2026-12-01T10:00:00Z");
        Assert.Equal(deadline, CancellationDeadlineRule.Deadline(ShopPolicy.Default, Start));
        Assert.True(CancellationDeadlineRule.Check(ShopPolicy.Default, Start, deadline).IsAllowed);
        var refused = Assert.IsType<RuleResult.Refused>(
            CancellationDeadlineRule.Check(ShopPolicy.Default, Start, deadline.PlusNanoseconds(1)));
        Assert.Equal((RuleCodes.TooLate, Remedy.ContactShop), (refused.Code, refused.Remedy));
    }

    [Fact]
    public void With_no_deadline_a_visit_can_be_cancelled_until_it_starts()
    {
        var policy = ShopPolicy.Default with { CancelUntilMinutes = 0 };
        Assert.True(CancellationDeadlineRule.Check(policy, Start, Start).IsAllowed);
        Assert.False(CancellationDeadlineRule.Check(policy, Start, Start.PlusNanoseconds(1)).IsAllowed);
    }

    [Fact]
    public void A_hold_stands_before_its_deadline_and_not_at_it()
    {
        var deadline = HoldDeadlineRule.Deadline(ShopPolicy.Default, Start);
        Assert.Equal(Make.At("2026-12-01T12:10:00Z"), deadline);
        Assert.True(HoldDeadlineRule.Check(deadline, deadline.PlusNanoseconds(-1)).IsAllowed);
        var refused = Assert.IsType<RuleResult.Refused>(HoldDeadlineRule.Check(deadline, deadline));
        Assert.Equal((RuleCodes.HoldExpired, Remedy.BookAgain), (refused.Code, refused.Remedy));
    }

    [Fact]
    public void What_was_never_held_has_no_deadline() => Assert.True(HoldDeadlineRule.Check(null, Start).IsAllowed);
}
