using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Ledger.Tests.Commits;

public sealed class MetricsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task Flushes_and_outcomes_are_counted()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var (flushed, seconds) = (0, new ConcurrentBag<double>());
        var outcomes = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "BookedBarber.Ledger" && instrument.Meter.Scope == ledger.Meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, entries, _, _) =>
        {
            if (instrument.Name.EndsWith(".flush.size", StringComparison.Ordinal))
            {
                Interlocked.Add(ref flushed, entries);
            }
        });
        listener.SetMeasurementEventCallback<double>((_, duration, _, _) => seconds.Add(duration));
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            outcomes.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count));
        listener.Start();

        var barber = Guid.NewGuid();
        await ledger.CommitAsync(Samples.New(barber, 0, slot: 1, key: "k"));
        await ledger.CommitAsync(Samples.New(barber, 1, slot: 2, key: "k"));
        await ledger.CommitAsync(Samples.New(barber, 1, slot: 1));
        await ledger.CommitAsync(Samples.New(barber, 0, slot: 1));

        Assert.Equal(4, flushed);
        Assert.Equal(4, seconds.Count);
        Assert.Equal(
            ["committed=1", "duplicate_key=1", "overlap=1", "stale_timeline=1"],
            outcomes.Select(outcome => $"{outcome.Key}={outcome.Value}").Order());
    }
}
