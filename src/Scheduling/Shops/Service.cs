using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Shops;

/// <summary>Something that a shop does for a client.</summary>
public sealed record Service
{
    /// <summary>The longest service, in minutes.</summary>
    public const int MaxMinutes = 720;

    /// <summary>The longest buffer on either side, in minutes.</summary>
    public const int MaxBufferMinutes = 240;

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is called; 1 to <see cref="Text.MaxName"/> characters.</summary>
    public required string Name { get; init; }

    /// <summary>How long the client is there; a multiple of 5, 5 to 720.</summary>
    public required int Minutes { get; init; }

    /// <summary>What it costs.</summary>
    public required Money Price { get; init; }

    /// <summary>How long the barber prepares; a multiple of 5, 0 to 240.</summary>
    public int BufferBeforeMinutes { get; init; }

    /// <summary>How long the barber cleans up; a multiple of 5, 0 to 240.</summary>
    public int BufferAfterMinutes { get; init; }

    /// <summary>What must be paid before the booking is confirmed; null when nothing.</summary>
    public Money? Deposit { get; init; }

    /// <summary>What is out of bounds, by the name of the member in the API; empty when all is well.</summary>
    /// <param name="currency">The shop's currency.</param>
    public IReadOnlyList<FieldProblem> Check(string currency)
    {
        var problems = new List<FieldProblem>();
        Text.Check("name", Name, Text.MaxName, problems);
        CheckMinutes("minutes", Minutes, Tick.Minutes, MaxMinutes, problems);
        CheckMinutes("bufferBeforeMinutes", BufferBeforeMinutes, 0, MaxBufferMinutes, problems);
        CheckMinutes("bufferAfterMinutes", BufferAfterMinutes, 0, MaxBufferMinutes, problems);
        Price.Check("price", currency, problems);
        if (Deposit is not { } deposit) return problems;
        deposit.Check("deposit", currency, problems);
        if (deposit.Amount < 1 || deposit.Amount > Price.Amount)
            problems.Add(new FieldProblem("deposit.amount", "must be between 1 and the price"));
        return problems;
    }

    internal static void CheckMinutes(string path, int minutes, int min, int max, List<FieldProblem> problems)
    {
        if (minutes < min || minutes > max || minutes % Tick.Minutes != 0)
            problems.Add(new FieldProblem(path, $"must be a multiple of {Tick.Minutes} between {min} and {max}"));
    }
}
