namespace BookedBarber.Silo.Operations;

/// <summary>What the figures of a process are called. A name that ends with a slash is followed by a label.</summary>
public static class FigureNames
{
    /// <summary>Counter: bookings that were made.</summary>
    public const string Accepted = "accepted";

    /// <summary>Counter: requests answered with the booking that their key had made before.</summary>
    public const string Repeated = "repeated";

    /// <summary>Counters: requests to book that were refused, by problem code.</summary>
    public const string Refused = "refused/";

    /// <summary>Counter: conflicts that the memory of a grain caught.</summary>
    public const string CaughtByMemory = "conflicts";

    /// <summary>Counter: conflicts that the fence caught.</summary>
    public const string CaughtByFence = "outcomes/stale_timeline";

    /// <summary>Counter: conflicts that the guard of the database caught.</summary>
    public const string CaughtByGuard = "outcomes/overlap";

    /// <summary>Counters: entries of the ledger, by what became of them.</summary>
    public const string Outcomes = "outcomes/";

    /// <summary>Gauges: active grains, by kind.</summary>
    public const string Active = "active/";

    /// <summary>Gauge: calls that have arrived at grains and not ended.</summary>
    public const string Calls = "calls";

    /// <summary>Gauge: entries that wait to be sent to the database.</summary>
    public const string Entries = "entries";

    /// <summary>Gauge: open holds.</summary>
    public const string Holds = "holds";

    /// <summary>Histograms: how long turns took, by kind of grain.</summary>
    public const string Turns = "turns/";

    /// <summary>Histogram: how long flushes took.</summary>
    public const string Flushes = "flushes";

    /// <summary>Histogram: how many entries a flush had.</summary>
    public const string FlushSizes = "flush-sizes";

    // Instruments; the label by which their points are told apart, if they are.
    internal static readonly IReadOnlyDictionary<string, (string Name, string? Label)> Instruments =
        new Dictionary<string, (string, string?)>
        {
            ["bookedbarber.bookings.accepted"] = (Accepted, null),
            ["bookedbarber.bookings.repeated"] = (Repeated, null),
            ["bookedbarber.bookings.refused"] = (Refused, "code"),
            ["bookedbarber.grains.conflicts"] = (CaughtByMemory, null),
            ["bookedbarber.ledger.outcomes"] = (Outcomes, "outcome"),
            ["orleans-catalog-activations"] = (Active, "grain_type"),
            ["bookedbarber.grains.queue.length"] = (Calls, null),
            ["bookedbarber.ledger.queue.length"] = (Entries, null),
            ["bookedbarber.holds.open"] = (Holds, null),
            ["bookedbarber.grains.turn.duration"] = (Turns, "grain"),
            ["bookedbarber.ledger.flush.duration"] = (Flushes, null),
            ["bookedbarber.ledger.flush.size"] = (FlushSizes, null),
        };
}
