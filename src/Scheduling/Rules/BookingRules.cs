using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Shops;
using NodaTime;

namespace BookedBarber.Scheduling.Rules;

/// <summary>
/// All rules for a wanted start, in a fixed order; the first that objects answers. They allow exactly the starts on a
/// tick for which <see cref="OpenStarts.IsOpen"/> is true: that finds the starts, these say why one is not among them.
/// </summary>
public static class BookingRules
{
    private static readonly IStartRule[] Rules =
    [
        new MinimumNoticeRule(),
        new HorizonRule(),
        new SlotGridRule(),
        new WorkingHoursRule(),
        new FreeTimeRule(),
    ];

    /// <summary>Judges a wanted start.</summary>
    /// <param name="timeline">The barber's time; its window should reach past the horizon by the longest visit.</param>
    /// <param name="policy">The shop's policy.</param>
    /// <param name="shape">How long the visit takes with this barber.</param>
    /// <param name="start">When the client wants to come; any instant.</param>
    /// <param name="now">The moment at which it is decided.</param>
    public static RuleResult Check(
        Timeline timeline, ShopPolicy policy, ServiceShape shape, Instant start, Instant now) =>
        Check(new StartRequest(timeline, policy, shape, start, now));

    /// <summary>Judges a wanted start.</summary>
    public static RuleResult Check(in StartRequest request)
    {
        foreach (var rule in Rules)
        {
            var result = rule.Check(request);
            if (!result.IsAllowed) return result;
        }

        return RuleResult.Yes;
    }
}
