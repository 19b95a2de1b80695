using BenchmarkDotNet.Attributes;
using BookedBarber.Ledger;
using BookedBarber.Ledger.Commits;
using BookedBarber.Micro.Hosting;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Bookings;
using NodaTime;
using Npgsql;

namespace BookedBarber.Micro;

/// <summary>
/// One flush of the ledger, durable: so many bookings of as many barbers in one transaction. Each barber's next one
/// follows on its last.
/// </summary>
public class FlushBenchmarks
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(10);
    private static readonly Duration Length = Duration.FromMinutes(30);
    private static readonly Instant FirstStart = Instant.FromUtc(2030, 1, 1, 0, 0);
    private static readonly Guid Shop = Guid.CreateVersion7();
    private static readonly Guid Service = Guid.CreateVersion7();

    private PrivateDatabase _database = null!;
    private NpgsqlDataSource _dataSource = null!;
    private NpgsqlConnection _connection = null!;
    private Guid[] _barbers = [];
    private long _flushes;

    /// <summary>How many bookings.</summary>
    [Params(1, 64, 256)]
    public int Rows { get; set; }

    /// <summary>Starts an empty database.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _database = await PrivateDatabase.StartAsync();
        _dataSource = LedgerDataSource.Create(_database.ConnectionString);
        _connection = await _dataSource.OpenConnectionAsync();
        _barbers = [.. Enumerable.Range(0, Rows).Select(_ => Guid.CreateVersion7())];
        _flushes = 0;
    }

    /// <summary>Stops everything.</summary>
    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _connection.DisposeAsync();
        await _dataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Writes, and waits for the disk.</summary>
    [Benchmark]
    public async Task Flush()
    {
        var flush = new Flush([.. _barbers.Select(barber => new PendingEntry(Next(barber)))]);
        var outcomes = await FlushCommand.ExecuteAsync(_connection, flush, FlushTimeout, CancellationToken.None);
        if (outcomes.Any(outcome => outcome is not CommitOutcome.Committed))
        {
            throw new InvalidOperationException("A booking was refused.");
        }

        _flushes++;
    }

    private NewBooking Next(Guid barber)
    {
        var start = FirstStart + (Length * _flushes);
        return new NewBooking
        {
            BarberId = barber,
            ExpectedVersion = _flushes,
            Booking = new Booking
            {
                Id = Guid.CreateVersion7(),
                ShopId = Shop,
                BarberId = barber,
                Status = BookingStatus.Confirmed,
                Services = [Service],
                Start = start,
                End = start + Length,
                OccupiedFrom = start,
                OccupiedTo = start + Length,
                Price = new Money(3_500, "EUR"),
                Client = new Client("Some Body", "some.body@example.org", null),
                IdempotencyKey = Guid.NewGuid().ToString(),
                RequestHash = [.. new byte[32]],
                CreatedAt = FirstStart,
            },
        };
    }
}
