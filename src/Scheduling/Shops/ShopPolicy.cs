using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Shops;

/// <summary>What a shop asks of every booking.</summary>
/// <param name="SlotMinutes">Visits start at multiples of this since local midnight; a multiple of 5, 5 to 240.</param>
/// <param name="MinNoticeMinutes">How long before its start a visit must be booked; 0 up to the horizon.</param>
/// <param name="HorizonDays">How many local dates can be booked, today included; 1 to 366.</param>
/// <param name="CancelUntilMinutes">How long before its start a client may still cancel; 0 to 366 days.</param>
/// <param name="HoldMinutes">How long an unpaid booking keeps its time; 1 to 1440.</param>
public sealed record ShopPolicy(
    int SlotMinutes, int MinNoticeMinutes, int HorizonDays, int CancelUntilMinutes, int HoldMinutes)
{
    /// <summary>The longest horizon, in days.</summary>
    public const int MaxHorizonDays = 366;

    private const int DayMinutes = 24 * 60;

    /// <summary>What holds for a shop that has not said otherwise.</summary>
    public static ShopPolicy Default { get; } = new(15, 0, 60, 120, 10);

    /// <summary>What is out of bounds, by the name of the member in the API; empty when all is well.</summary>
    /// <param name="path">Where the policy stands, for example <c>policy</c>.</param>
    public IReadOnlyList<FieldProblem> Check(string path = "policy")
    {
        var problems = new List<FieldProblem>();
        if (SlotMinutes is < Tick.Minutes or > 240 || SlotMinutes % Tick.Minutes != 0)
            problems.Add(new FieldProblem($"{path}.slotMinutes", "must be a multiple of 5 between 5 and 240"));
        if (HorizonDays is < 1 or > MaxHorizonDays)
            problems.Add(new FieldProblem($"{path}.horizonDays", $"must be between 1 and {MaxHorizonDays}"));
        if (MinNoticeMinutes < 0 || MinNoticeMinutes > (long)HorizonDays * DayMinutes)
            problems.Add(new FieldProblem($"{path}.minNoticeMinutes", "must be between 0 and the horizon"));
        if (CancelUntilMinutes is < 0 or > MaxHorizonDays * DayMinutes)
            problems.Add(new FieldProblem($"{path}.cancelUntilMinutes", "must be between 0 and 366 days"));
        if (HoldMinutes is < 1 or > DayMinutes)
            problems.Add(new FieldProblem($"{path}.holdMinutes", $"must be between 1 and {DayMinutes}"));
        return problems;
    }
}
