using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Servers;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Scenarios;

/// <summary>
/// What one processor and one GiB of a cluster carry: the numbers from which <c>bench/Capacity</c> computes a day. For
/// the build with Orleans. Rates are for each second of processor time that the process itself used, so what else runs
/// on the machine matters less.
/// </summary>
internal static class Capacity
{
    private const int DefaultClients = 64;

    // Enough that what the grains take stands out from what a silo takes anyway.
    private const int ShopsInMemory = 1_000;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static async Task RunAsync(BenchOptions options)
    {
        var rates = await MeasureRatesAsync(options);
        var activationsPerGiB = await MeasureMemoryAsync();
        Table.Write("");
        Table.Write("bench/Capacity/capacity.json:");
        Table.Write(JsonSerializer.Serialize(
            new SortedDictionary<string, double>(rates) { ["activationsPerGiB"] = Rounded(activationsPerGiB) }, Json));
    }

    private static async Task<Dictionary<string, double>> MeasureRatesAsync(BenchOptions options)
    {
        await using var sides = await Sides.PrepareAsync(options.Shops, WorkingWeek.Full, "Haircut");
        var clients = options.Clients ?? DefaultClients;
        var seats = Seats.Shuffled(sides.Shops);
        var rounds = new List<Dictionary<string, double>>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            rounds.Add(await MeasureRoundAsync(sides, seats, clients, options));
            Table.Write($"round {round}  {string.Join("  ", rounds[^1].Select(one => $"{one.Key} {one.Value:N4}"))}");
        }

        return rounds[0].Keys.ToDictionary(name => name, name => Rounded(Median(rounds.Select(one => one[name]))));
    }

    private static async Task<Dictionary<string, double>> MeasureRoundAsync(
        Sides sides, Seat[] seats, int clients, BenchOptions options)
    {
        await using var side = await sides.StartClusterAsync(1);
        var silo = side.Silos[0];
        var bookings = new BookingRequests(sides.Shops, seats, clients);
        var numbers = new Dictionary<string, double>();
        using (var many = new LoadGenerator(side.Server, clients))
        {
            var page = new SameRequest(sides.Shops.Page(sides.Shops.All[0], sides.Shops.FirstDay, 7));
            var mix = new MixedRequests(sides.Shops, bookings, clients);
            (await many.RunAsync(page, options.WarmUp)).Only(200);
            (await many.RunAsync(mix, options.WarmUp)).Only(200, 201);
            numbers["siloPagesPerSecondPerCpu"] = (await OfSiloAsync(page, 200)).PerSiloSecond;
            numbers["siloBookingsPerSecondPerCpu"] = (await OfSiloAsync(bookings, 201)).PerSiloSecond;
            numbers["apiRequestsPerSecondPerCpu"] =
                1_000_000 / (await OfSiloAsync(mix, 200, 201)).Result.ServerMicroseconds;

            async Task<(LoadResult Result, double PerSiloSecond)> OfSiloAsync(
                IRequestSource requests, params int[] statuses)
            {
                var before = silo.ProcessorTime;
                var result = (await many.RunAsync(requests, options.Duration)).Only(statuses);
                return (result, result.All.Count / (silo.ProcessorTime - before).TotalSeconds);
            }
        }

        using (var one = new LoadGenerator(side.Server, 1))
        {
            var before = await TurnTimes.ReadAsync(silo);
            (await one.RunAsync(bookings, options.Duration)).Only(201);
            numbers["turnSecondsP95Unloaded"] = (await TurnTimes.ReadAsync(silo)).Since(before).Quantile(0.95);
        }

        var started = Stopwatch.GetTimestamp();
        await sides.AddSiloAsync(side);
        numbers["secondsUntilReady"] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return bookings.RanOut
            ? throw new InvalidOperationException("There were too few seats; give it more --shops.")
            : numbers;
    }

    /// <summary>
    /// Grains for each GiB by which a silo grows when they are activated: shops and their barbers, and of each shop the
    /// first page, ready to be sent, of calendars that are empty. Full ones make it smaller.
    /// </summary>
    private static async Task<double> MeasureMemoryAsync()
    {
        await using var sides = await Sides.PrepareAsync(ShopsInMemory, WorkingWeek.Full, "Haircut");
        await using var side = await sides.StartClusterAsync(1);
        var silo = side.Silos[0];

        // Once through the whole path, so that what is compiled and connected for it is there before.
        await LookAsync(sides.Shops.All[0]);
        var before = silo.ResidentBytes;
        foreach (var shop in sides.Shops.All.Skip(1))
        {
            await LookAsync(shop);
        }

        var activations = (sides.Shops.All.Count - 1) * (1 + sides.Shops.All[0].Barbers.Length);
        var grown = silo.ResidentBytes - before;
        Table.Write($"{activations:N0} grains took {grown / 1024.0 / 1024:N1} MiB, {grown / activations:N0} bytes each");
        return activations * 1024.0 * 1024 * 1024 / grown;

        async Task LookAsync(ShopView shop)
        {
            using var answer = await side.Server.Http.GetAsync(
                sides.Shops.Page(shop, sides.Shops.FirstDay, 7), Interruption.Token);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    // Two digits: more would say more of the day than of the program.
    private static double Rounded(double value) =>
        double.Parse(value.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
