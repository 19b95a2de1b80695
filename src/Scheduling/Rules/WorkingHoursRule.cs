namespace BookedBarber.Scheduling.Rules;

/// <summary>The barber works all the time that the visit takes, buffers included.</summary>
public sealed class WorkingHoursRule : IStartRule
{
    /// <inheritdoc/>
    public RuleResult Check(in StartRequest request) =>
        request.Timeline.IsWorking(request.Occupied)
            ? RuleResult.Yes
            : new RuleResult.Refused(
                RuleCodes.OutsideHours, "The barber does not work then.", Remedy.ChooseAnotherStart);
}
