using BookedBarber.Scheduling.Shops;
using NodaTime;

namespace BookedBarber.Scheduling.Rules;

/// <summary>A hold keeps its time until its deadline and not longer.</summary>
public static class HoldDeadlineRule
{
    /// <summary>What is said of a hold that has ended, also where a clock says that its time has not come.</summary>
    public static RuleResult.Refused Passed { get; } = new(
        RuleCodes.HoldExpired, "The time was kept until its deadline, which has passed.", Remedy.BookAgain);

    /// <summary>When a hold that begins now ends by itself.</summary>
    public static Instant Deadline(ShopPolicy policy, Instant now) => now + Duration.FromMinutes(policy.HoldMinutes);

    /// <summary>Whether a hold still stands; at the deadline itself, no.</summary>
    /// <param name="holdExpiresAt">The deadline; null when there was never a hold, which is no objection.</param>
    /// <param name="now">The moment at which it is decided.</param>
    public static RuleResult Check(Instant? holdExpiresAt, Instant now) =>
        holdExpiresAt is not { } deadline || now < deadline
            ? RuleResult.Yes
            : Passed;
}
