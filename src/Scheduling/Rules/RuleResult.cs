namespace BookedBarber.Scheduling.Rules;

/// <summary>What a booking rule says: <see cref="Allowed"/>, or <see cref="Refused"/> and what to do.</summary>
public abstract record RuleResult
{
    private RuleResult()
    {
    }

    /// <summary>The one instance that allows.</summary>
    public static RuleResult Yes { get; } = new Allowed();

    /// <summary>Whether the rule has no objection.</summary>
    public bool IsAllowed => this is Allowed;

    /// <summary>The rule has no objection.</summary>
    public sealed record Allowed : RuleResult;

    /// <summary>The rule objects.</summary>
    /// <param name="Code">One of <see cref="RuleCodes"/>.</param>
    /// <param name="Detail">A sentence for people.</param>
    /// <param name="Remedy">What the caller can do.</param>
    public sealed record Refused(string Code, string Detail, Remedy Remedy) : RuleResult;
}
