using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Rules;

/// <summary>A visit is booked at most the horizon's number of local dates ahead, today included.</summary>
public sealed class HorizonRule : IStartRule
{
    /// <inheritdoc/>
    public RuleResult Check(in StartRequest request)
    {
        if (request.Start < Tick.ToInstant(request.Window.NotAfterTick)) return RuleResult.Yes;
        var last = request.Window.Today.PlusDays(request.Policy.HorizonDays - 1);
        return new RuleResult.Refused(
            RuleCodes.TooFar, $"The shop takes bookings up to {last:uuuu'-'MM'-'dd}.", Remedy.TryAgainLater);
    }
}
