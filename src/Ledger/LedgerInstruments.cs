using System.Diagnostics.Metrics;
using BookedBarber.Ledger.Commits;

namespace BookedBarber.Ledger;

/// <summary>The ledger's metrics.</summary>
internal sealed class LedgerInstruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "BookedBarber.Ledger";

    private readonly Histogram<int> _flushRows;
    private readonly Histogram<double> _flushSeconds;
    private readonly Counter<long> _outcomes;

    public LedgerInstruments(IMeterFactory meters, Func<int> queueLength)
    {
        var meter = meters.Create(MeterName);
        _flushRows = meter.CreateHistogram(
            "bookedbarber.ledger.flush.size",
            unit: "{entry}",
            description: "Entries written by one transaction.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
        _flushSeconds = meter.CreateHistogram(
            "bookedbarber.ledger.flush.duration",
            unit: "s",
            description: "Time from sending a flush until its outcome.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
            });
        _outcomes = meter.CreateCounter<long>(
            "bookedbarber.ledger.outcomes", unit: "{entry}", description: "Entries by what became of them.");

        // A series that begins with its first event hides that event from whoever watches for a rise.
        foreach (var outcome in (string[])
            ["committed", "duplicate_key", "stale_timeline", "overlap", "changed", "unavailable", "failed"])
        {
            Count(outcome, 0);
        }

        meter.CreateObservableGauge(
            "bookedbarber.ledger.queue.length",
            queueLength,
            unit: "{entry}",
            description: "Entries that wait to be sent.");
    }

    public void Flushed(int entries, TimeSpan duration)
    {
        _flushRows.Record(entries);
        _flushSeconds.Record(duration.TotalSeconds);
    }

    public void Decided(CommitOutcome outcome) => Count(outcome switch
    {
        CommitOutcome.Committed => "committed",
        CommitOutcome.DuplicateKey => "duplicate_key",
        CommitOutcome.StaleTimeline => "stale_timeline",
        CommitOutcome.Overlap => "overlap",
        CommitOutcome.Changed => "changed",
        _ => "other",
    });

    public void Failed(Exception exception) =>
        Count(exception is LedgerUnavailableException ? "unavailable" : "failed");

    private void Count(string outcome, int entries = 1) =>
        _outcomes.Add(entries, new KeyValuePair<string, object?>("outcome", outcome));
}
