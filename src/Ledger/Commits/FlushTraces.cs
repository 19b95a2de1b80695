using System.Diagnostics;

namespace BookedBarber.Ledger.Commits;

/// <summary>A span for each flush, linked to the traces of those whose entries it writes.</summary>
internal static class FlushTraces
{
    private static readonly ActivitySource Source = new(LedgerInstruments.MeterName);

    /// <summary>Whose trace a new entry belongs to; none while nobody records traces.</summary>
    public static ActivityContext OfCaller() =>
        Source.HasListeners() && Activity.Current is { } caller ? caller.Context : default;

    /// <summary>Begins the span of a flush, if spans are wanted.</summary>
    public static Activity? Begin(Flush flush) => !Source.HasListeners() ? null : Source.StartActivity(
        "ledger flush",
        ActivityKind.Internal,
        parentContext: default,
        tags: [new("bookedbarber.ledger.entries", flush.Entries.Count)],
        links: flush.Entries.Where(entry => entry.Trace != default).Select(entry => new ActivityLink(entry.Trace)));
}
