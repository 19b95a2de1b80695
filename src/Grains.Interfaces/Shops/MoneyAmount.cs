using BookedBarber.Scheduling;

namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>Money on its way between processes: the shape of <see cref="Money"/>, and of the API.</summary>
[GenerateSerializer, Immutable, Alias("MoneyAmount")]
public sealed record MoneyAmount
{
    /// <summary>Minor units.</summary>
    [Id(0)]
    public required long Amount { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [Id(1)]
    public required string Currency { get; init; }

    /// <summary>The same as the domain has it.</summary>
    public Money ToMoney() => new(Amount, Currency);

    /// <summary>From what the domain has.</summary>
    public static MoneyAmount From(Money money) => new() { Amount = money.Amount, Currency = money.Currency };
}
