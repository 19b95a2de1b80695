using System.Collections.Concurrent;
using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Ledger.Tests.Failures;

public sealed class KilledDatabaseTests
{
    private const int Writers = 100;
    private const int Kills = 2;

    [PostgresFact]
    public async Task What_was_answered_holds_after_the_database_was_killed_under_load()
    {
        await using var postgres = await TemporaryPostgres.StartAsync();
        await using var ledger = new TestLedger(postgres.ConnectionString);
        using var stop = new CancellationTokenSource();
        var answers = new Answers();
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(ledger, answers, stop.Token)));
        var running = Task.WhenAll(writers);

        for (var kill = 0; kill < Kills; kill++)
        {
            await answers.GrowAsync(by: 500);
            await postgres.Server.KillAsync();
            await postgres.Server.StartAgainAsync();
        }

        await answers.GrowAsync(by: 500);
        await stop.CancelAsync();
        await running;

        Assert.Equal(0, await ledger.OverlapsAsync());
        var rows = await ledger.ScalarAsync<Guid[]>("select array_agg(id) from bookings");
        var events = await ledger.ScalarAsync<Guid[]>("select array_agg(booking_id) from outbox");
        Assert.Empty(answers.Committed.Except(rows));
        Assert.Empty(answers.Refused.Intersect(rows));
        Assert.Equal(rows.Order(), events.Order());
    }

    /// <summary>One barber's writer: books slot after slot, and reloads after whatever went wrong.</summary>
    private static async Task WriteAsync(TestLedger ledger, Answers answers, CancellationToken stop)
    {
        var barber = Guid.NewGuid();
        var version = 0L;
        for (var slot = 0; !stop.IsCancellationRequested; slot++)
        {
            var booking = Samples.Booking(barber, slot);
            try
            {
                if (await ledger.CommitAsync(Samples.New(version, booking)) is CommitOutcome.Committed committed)
                {
                    answers.Committed.Add(booking.Id);
                    version = committed.Version;
                }
                else
                {
                    answers.Refused.Add(booking.Id);
                    version = await ledger.VersionAsync(barber);
                }
            }
            catch (LedgerUnavailableException)
            {
                version = await ReloadAsync(ledger, barber);
            }
        }
    }

    private static async Task<long> ReloadAsync(TestLedger ledger, Guid barber)
    {
        while (true)
        {
            try
            {
                return await ledger.VersionAsync(barber);
            }
            catch (LedgerUnavailableException)
            {
                // The read had its own deadline; there is nothing else to do than to ask again.
            }
        }
    }

    private sealed class Answers
    {
        public ConcurrentBag<Guid> Committed { get; } = [];

        public ConcurrentBag<Guid> Refused { get; } = [];

        public Task GrowAsync(int by)
        {
            var goal = Committed.Count + by;
            return Eventually.HoldsAsync(
                $"{goal} entries are committed", () => Task.FromResult(Committed.Count >= goal), deadlineSeconds: 60);
        }
    }
}
