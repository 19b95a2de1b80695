using BookedBarber.Ledger;
using BookedBarber.Simulation.Tests.Runs;

namespace BookedBarber.Simulation.Tests.Database;

/// <summary>The way from a process to the database: how long it takes, and what gets lost on it.</summary>
/// <remarks>
/// Nothing here waits in a grain's turn, as <c>ConfigureAwait(false)</c> says: what is on its way arrives, also when the
/// process that sent it has died meanwhile.
/// </remarks>
internal sealed class Connection(SimulatedDatabase database, EventLoop loop, Randomness random)
{
    private static readonly FlushFate[] Flaky =
    [
        FlushFate.Answered, FlushFate.Answered, FlushFate.Answered, FlushFate.FailsBefore, FlushFate.FailsAfter,
        FlushFate.AnswerLost, FlushFate.ArrivesLate, FlushFate.NeverArrives,
    ];

    public bool CanConnect => database.Health != Health.Away;

    public TimeSpan TimeToArrive() => Micros(100, 2_000);

    public TimeSpan TimeToWrite() => database.Health == Health.Slow ? Micros(1_000, 7_000_000) : Micros(200, 5_000);

    public TimeSpan Pause() => Micros(50_000, 500_000);

    public TimeSpan Lateness() => Micros(10_000, 8_000_000);

    public FlushFate FateOfFlush() => database.Health == Health.Flaky ? random.Of(Flaky) : FlushFate.Answered;

    /// <summary>A question and its answer, both of which take time.</summary>
    /// <exception cref="LedgerUnavailableException">The database is away, or the connection died.</exception>
    public async Task<T> AskAsync<T>(Func<T> question)
    {
        await loop.Delay(database.Health == Health.Slow ? Micros(1_000, 2_000_000) : TimeToArrive()).ConfigureAwait(false);
        if (!CanConnect || (database.Health == Health.Flaky && random.OneIn(6)))
        {
            await loop.Delay(Micros(1_000, 5_000_000)).ConfigureAwait(false);
            throw new LedgerUnavailableException("No answer in time.");
        }

        var answer = question();
        await loop.Delay(database.Health == Health.Slow ? Micros(1_000, 2_000_000) : TimeToArrive()).ConfigureAwait(false);
        return answer;
    }

    /// <summary>The same for something that is written: when the connection dies, it may have happened.</summary>
    public async Task<T> WriteAsync<T>(Func<T> statement)
    {
        var answer = await AskAsync(statement).ConfigureAwait(false);
        if (database.Health == Health.Flaky && random.OneIn(6))
        {
            throw new LedgerUnavailableException("The connection died.");
        }

        return answer;
    }

    private TimeSpan Micros(int least, int most) => TimeSpan.FromMicroseconds(random.Between(least, most));
}
