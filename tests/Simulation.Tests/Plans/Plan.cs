namespace BookedBarber.Simulation.Tests.Plans;

/// <summary>
/// What people want and what goes wrong in one run, decided beforehand. An item that is left out takes nothing from the
/// others, so that a plan can be made smaller.
/// </summary>
internal sealed record Plan
{
    public required DateTimeOffset Start { get; init; }

    /// <summary>From when to when, in minutes since midnight, each barber works each day.</summary>
    public required (int From, int To) Hours { get; init; }

    /// <summary>How many days after the start people want to come.</summary>
    public required int DaysAhead { get; init; }

    /// <summary>From which slot on they come a day later still, so that their times are far from each other.</summary>
    public required int SlotsADay { get; init; }

    public required int Barbers { get; init; }

    /// <summary>One, or two who both own every barber.</summary>
    public required int Processes { get; init; }

    /// <summary>How far the clocks of the processes, and at last that of the front door, are ahead.</summary>
    public required IReadOnlyList<TimeSpan> ClocksAhead { get; init; }

    /// <summary>In the order in which they happen.</summary>
    public required IReadOnlyList<PlanItem> Items { get; init; }

    /// <summary>Whether anything goes wrong but the clocks.</summary>
    public bool HasFaults => Items.Any(item => item is DatabaseFault or NetworkFault or Kill);

    /// <summary>By how much two clocks differ at most, the right time included.</summary>
    public TimeSpan Skew
    {
        get
        {
            var all = ClocksAhead.Concat(Items.OfType<SetClock>().Select(item => item.Ahead)).Append(TimeSpan.Zero).ToList();
            return all.Max() - all.Min();
        }
    }
}
