namespace BookedBarber.Scheduling;

/// <summary>An amount of money: integer minor units and an ISO 4217 code. Never a floating-point number.</summary>
/// <param name="Amount">Minor units, for example cents; never negative in this system.</param>
/// <param name="Currency">Three upper-case letters, for example <c>EUR</c>.</param>
public readonly record struct Money(long Amount, string Currency)
{
    /// <summary>The largest amount that one price may have, in minor units.</summary>
    public const long MaxAmount = 1_000_000_000_000;

    /// <summary>The sum of two amounts of the same currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) =>
        left.Currency == right.Currency
            ? new Money(checked(left.Amount + right.Amount), left.Currency)
            : throw new InvalidOperationException($"Cannot add {left.Currency} and {right.Currency}.");

    /// <summary>The sum of two amounts of the same currency.</summary>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>Whether a string has the form of an ISO 4217 code: three upper-case letters.</summary>
    public static bool IsCurrency(string? code) => code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);

    /// <summary>Adds what is wrong with an amount of a shop that works in one currency.</summary>
    /// <param name="path">Where it stands, for example <c>price</c>.</param>
    /// <param name="currency">The shop's currency.</param>
    /// <param name="problems">Takes what is wrong; nothing is added when all is well.</param>
    public void Check(string path, string currency, ICollection<FieldProblem> problems)
    {
        if (Amount is < 0 or > MaxAmount)
            problems.Add(new FieldProblem($"{path}.amount", $"must be between 0 and {MaxAmount} minor units"));
        if (Currency != currency) problems.Add(new FieldProblem($"{path}.currency", $"must be {currency}"));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Amount} {Currency}";
}
