namespace BookedBarber.Scheduling.Rules;

/// <summary>One reason for which a visit may not start when it is wanted.</summary>
public interface IStartRule
{
    /// <summary>Judges a wanted start by this rule alone.</summary>
    RuleResult Check(in StartRequest request);
}
