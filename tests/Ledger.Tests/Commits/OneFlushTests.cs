using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Ledger.Tests.Commits;

/// <summary>Entries that are written by one transaction.</summary>
public sealed class OneFlushTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task One_refused_row_of_a_full_flush_costs_the_others_nothing()
    {
        await using var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        var (busy, full) = (Guid.NewGuid(), Guid.NewGuid());
        await ledger.CommitAsync(Samples.New(busy, 0, slot: 1));
        await ledger.CommitAsync(Samples.New(full, 0, slot: 1));
        var flushes = new ConcurrentQueue<int>();
        using var listener = ListenToFlushes(ledger, flushes);

        // While one flush waits, all others gather for the next one.
        await using var blocker = await FenceBlocker.HoldAsync(ledger, busy);
        var first = ledger.CommitAsync(Samples.New(busy, 1, slot: 2));
        await blocker.WaitUntilWaitedForAsync();
        var neighbours = Enumerable.Range(0, 255)
            .Select(_ => ledger.CommitAsync(Samples.New(Guid.NewGuid(), 0, slot: 1)))
            .ToArray();
        var refused = ledger.CommitAsync(Samples.New(full, 1, slot: 1));
        await blocker.DisposeAsync();

        Assert.Equal(new CommitOutcome.Committed(2), await first);
        Assert.All(
            await Task.WhenAll(neighbours), outcome => Assert.Equal(new CommitOutcome.Committed(1), outcome));
        Assert.Equal(new CommitOutcome.Overlap(), await refused);
        Assert.Equal([1, 256], flushes);
    }

    private static MeterListener ListenToFlushes(TestLedger ledger, ConcurrentQueue<int> flushes)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "bookedbarber.ledger.flush.size" && instrument.Meter.Scope == ledger.Meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, entries, _, _) => flushes.Enqueue(entries));
        listener.Start();
        return listener;
    }
}
