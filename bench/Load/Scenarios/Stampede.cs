using System.Diagnostics;
using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Servers;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Scenarios;

/// <summary>Thousands want one seat at one moment. Exactly one gets it, and everybody is answered.</summary>
internal static class Stampede
{
    private const int DefaultClients = 5_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(BenchOptions options)
    {
        await using var sides = await Sides.PrepareAsync(1, WorkingWeek.Full, "Haircut");
        await using var api = await sides.StartApiAsync();
        await using var baseline = await sides.StartBaselineAsync();
        var clients = options.Clients ?? DefaultClients;
        using var toApi = new LoadGenerator(api.Server, clients);
        using var toBaseline = new LoadGenerator(baseline.Server, clients);
        var seats = new Queue<Seat>(Seats.Spread(sides.Shops));
        var constant = "/constant" + sides.Shops.Page(sides.Shops.All[0], sides.Shops.FirstDay, 7)[3..];

        await WarmUpAsync(options.WarmUp, StormAsync);
        await WarmUpAsync(options.WarmUp, ConstantAsync);
        var standings = await Contest.RunAsync(
            options.Rounds,
            new Contender("BookedBarber, one seat", StormAsync),
            new Contender("constant", ConstantAsync));
        Table.WriteMedians("requests", standings, standing => standing.PerSecond, result => result.All);
        Console.WriteLine(
            $"in each round one answer was 201, {clients - 1:N0} were 409, and none was 5xx; the last one came after "
            + $"{standings[0].ElapsedMs:N0} ms (constant: {standings[1].ElapsedMs:N0} ms)");
        Table.WriteRatio(
            "time until the last answer", standings[0].ElapsedMs, standings[1].ElapsedMs, 1.3, atMost: true);

        async Task<LoadResult> StormAsync()
        {
            var requests = new BookingRequests(sides.Shops, [seats.Dequeue()], clients, oneSeat: true);
            var result = (await toApi.RunAsync(new Limited(requests, clients), Patience)).Only(201, 409);
            return result.Count(201) == 1 && result.Count(409) == clients - 1
                ? result
                : throw new InvalidOperationException(
                    $"{result.Count(201)} clients got one seat, and {result.Count(409)} were refused.");
        }

        async Task<LoadResult> ConstantAsync() =>
            (await toBaseline.RunAsync(new Limited(new SameRequest(constant), clients), Patience)).Only(200);
    }

    private static async Task WarmUpAsync(TimeSpan duration, Func<Task<LoadResult>> once)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < duration;)
        {
            await once();
        }
    }
}
