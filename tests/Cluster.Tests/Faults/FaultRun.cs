using BookedBarber.Cluster.Tests.Checking;
using BookedBarber.Cluster.Tests.Histories;
using BookedBarber.Cluster.Tests.Load;
using BookedBarber.Cluster.Tests.Processes;
using Npgsql;
using Xunit.Sdk;

namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>
/// One kind of fault under load: shops of its own, customers, the faults, then calm, and at last the checker.
/// </summary>
internal sealed class FaultRun
{
    private const int ShopCount = 4;

    private readonly string _name;
    private readonly List<string> _schedule = [];
    private readonly List<TimeSpan> _recoveries = [];

    private FaultRun(string name, ClusterUnderTest cluster, IReadOnlyList<LoadShop> shops, Balancer balancer)
    {
        _name = name;
        Cluster = cluster;
        Shops = shops;
        Balancer = balancer;
        Crowd = new Crowd(shops, History, balancer, Settings.Seed);
    }

    public ClusterUnderTest Cluster { get; }

    public IReadOnlyList<LoadShop> Shops { get; }

    public Balancer Balancer { get; }

    public Crowd Crowd { get; }

    public History History { get; } = new();

    /// <summary>Which fault comes next is its choice.</summary>
    public Random Random { get; } = new(Settings.Seed);

    /// <summary>Whether there is time for another fault.</summary>
    public bool GoesOn => History.Now < Settings.Duration;

    /// <summary>Does it all; fails, with everything that is needed to understand why, if anything is wrong.</summary>
    public static async Task ExecuteAsync(string name, ClusterUnderTest cluster, Func<FaultRun, Task> injectAsync)
    {
        await cluster.RepairAsync();
        var shops = await Task.WhenAll(
            Enumerable.Range(0, ShopCount).Select(_ => LoadShop.OpenAsync(cluster.Administrator)));
        await using var balancer = new Balancer(cluster.Doors);
        var run = new FaultRun(name, cluster, shops, balancer);
        try
        {
            await run.Crowd.GoOnAsync(granted: 200);
            await injectAsync(run);
            await cluster.RepairAsync();
            run.Note("all is repaired");
            await run.Crowd.GoOnAsync(granted: 200);
            await run.Crowd.LeaveAsync();
            await run.CheckAsync();
        }
        catch (Exception exception)
        {
            run.Crowd.Close();
            cluster.KeepLogs();
            await run.WriteAsync();
            throw new XunitException(
                $"{exception.Message}\n\nseed {Settings.Seed}\nfaults:\n{run.Schedule}\n"
                + $"logs of all processes, and the history: {cluster.Logs}",
                exception);
        }
    }

    /// <summary>Writes down what was done to the cluster.</summary>
    public void Note(string what) => _schedule.Add($"  {History.Now.TotalSeconds,8:0.000} {what}");

    /// <summary>
    /// Waits for the first booking, asked for after this moment, of one of these barbers; of any barber when none is
    /// known.
    /// </summary>
    public async Task RecoversAsync(TimeSpan since, IReadOnlySet<Guid> barbers)
    {
        var first = await Eventually.SeesAsync(
            "a barber of the lost silo is booked again",
            () => Task.FromResult(History.Operations
                .Where(operation => operation.Wish.What == Asked.Book && operation.Began > since
                    && operation.Booking is { } booking && (barbers.Count == 0 || barbers.Contains(booking.Barber)))
                .Select(operation => operation.Grant!.Ended)
                .DefaultIfEmpty(TimeSpan.MaxValue)
                .Min()),
            ended => ended != TimeSpan.MaxValue,
            deadlineSeconds: 60);
        _recoveries.Add(first - since);
        var whose = barbers.Count == 0 ? "any barber" : $"one of {barbers.Count} barbers who were there";
        Note($"first booking of {whose} after {(first - since).TotalSeconds:0.000} s");
    }

    /// <summary>Waits until somebody had no definite answer: otherwise the fault was none.</summary>
    public Task MissesAnswersAsync()
    {
        var before = History.Missed;
        return Eventually.HoldsAsync("somebody has to repeat a request", () => History.Missed > before);
    }

    private string Schedule => string.Join('\n', _schedule);

    private async Task CheckAsync()
    {
        var final = new FinalState(History.Now, await RowsAsync());
        var violations = HistoryChecker.Check(History, Shops.Select(shop => shop.Facts), final);
        await Report.AddAsync(_name, History, violations, _schedule, _recoveries);
        if (violations.Count > 0)
        {
            throw new XunitException(
                $"{violations.Count} violations, the first of them:\n{string.Join('\n', violations.Take(10))}");
        }
    }

    private Task WriteAsync() => File.WriteAllLinesAsync(
        Path.Combine(Cluster.Logs, $"history of {_name}.txt"),
        [.. _schedule, .. History.Operations.OrderBy(one => one.Began).Select(one => one.ToString())]);

    private async Task<IReadOnlyList<BookingRow>> RowsAsync()
    {
        await using var source = NpgsqlDataSource.Create(Cluster.Postgres.ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(
            "select id, shop_id, idempotency_key, status, barber_id, starts_at, hold_expires_at from bookings "
            + "where shop_id = any($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = Shops.Select(shop => shop.Id).ToArray() });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<BookingRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new BookingRow(
                reader.GetGuid(0),
                reader.GetGuid(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetGuid(4),
                reader.GetFieldValue<DateTimeOffset>(5),
                await reader.IsDBNullAsync(6) ? null : reader.GetFieldValue<DateTimeOffset>(6)));
        }

        return rows;
    }
}
