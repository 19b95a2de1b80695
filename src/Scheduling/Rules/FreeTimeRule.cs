namespace BookedBarber.Scheduling.Rules;

/// <summary>Nothing else takes the barber's time.</summary>
public sealed class FreeTimeRule : IStartRule
{
    /// <inheritdoc/>
    public RuleResult Check(in StartRequest request) =>
        request.Timeline.IsFree(request.Occupied)
            ? RuleResult.Yes
            : new RuleResult.Refused(RuleCodes.SlotTaken, "That time is taken.", Remedy.ChooseAnotherStart);
}
