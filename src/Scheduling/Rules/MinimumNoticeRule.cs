using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Rules;

/// <summary>A visit is booked some time before it starts, and never in the past.</summary>
public sealed class MinimumNoticeRule : IStartRule
{
    /// <inheritdoc/>
    public RuleResult Check(in StartRequest request)
    {
        if (request.Start >= Tick.ToInstant(request.Window.NotBeforeTick)) return RuleResult.Yes;
        var notice = request.Policy.MinNoticeMinutes;
        return new RuleResult.Refused(
            RuleCodes.TooSoon,
            notice == 0 ? "That start is past." : $"A visit must be booked at least {notice} minutes ahead.",
            Remedy.ChooseAnotherStart);
    }
}
