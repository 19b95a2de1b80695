using BookedBarber.Scheduling.Shops;
using NodaTime;

namespace BookedBarber.Scheduling.Rules;

/// <summary>A client gives a visit up in time for the shop to fill it. Staff are not bound by this.</summary>
public static class CancellationDeadlineRule
{
    /// <summary>The last instant at which a client may cancel or move a visit.</summary>
    public static Instant Deadline(ShopPolicy policy, Instant start) =>
        start - Duration.FromMinutes(policy.CancelUntilMinutes);

    /// <summary>Whether a client may still cancel or move a visit; at the deadline itself, yes.</summary>
    public static RuleResult Check(ShopPolicy policy, Instant start, Instant now) =>
        now <= Deadline(policy, start)
            ? RuleResult.Yes
            : new RuleResult.Refused(
                RuleCodes.TooLate,
                $"A visit can be cancelled or moved up to {policy.CancelUntilMinutes} minutes before it starts.",
                Remedy.ContactShop);
}
