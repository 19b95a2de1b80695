using System.Diagnostics;
using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Servers;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Scenarios;

/// <summary>
/// Thousands want one seat at one moment. Exactly one gets it, and everybody is answered. Once, the same happens to the
/// baseline, and to what is often written in its place: a plain INSERT that catches the violation of the constraint.
/// </summary>
internal static class Stampede
{
    private const int DefaultClients = 5_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Of the plain INSERT: deadlocks are found after a second each, and who waits for a connection waits behind them.
    private static readonly TimeSpan MuchPatience = TimeSpan.FromMinutes(10);

    public static async Task<Findings> RunAsync(BenchOptions options)
    {
        await using var sides = await Sides.PrepareAsync(1, WorkingWeek.Full, "Haircut");
        await using var api = await sides.StartApiAsync();
        await using var baseline = await sides.StartBaselineAsync();
        var clients = options.Clients ?? DefaultClients;
        using var toApi = new LoadGenerator(api.Server, clients);
        using var toBaseline = new LoadGenerator(baseline.Server, clients);
        var seats = new Queue<Seat>(Seats.Spread(sides.Shops));
        var constant = "/constant" + sides.Shops.Page(sides.Shops.All[0], sides.Shops.FirstDay, 7)[3..];
        var storms = 0;

        await WarmUpAsync(options.WarmUp, StormAsync);
        await WarmUpAsync(options.WarmUp, ConstantAsync);
        var standings = await Contest.RunAsync(
            options.Rounds,
            new Contender("BookedBarber, one seat", StormAsync),
            new Contender("constant", ConstantAsync));
        await api.ExpectBookingsAsync(storms);
        Table.WriteMedians("requests", standings, standing => standing.PerSecond, result => result.All);
        await WarmUpAsync(options.WarmUp, () => StormOnBaselineAsync("/v1"));
        return new Findings(
            [
                new Comparison(
                    $"{clients:N0} clients on one slot, last answer",
                    "ms",
                    standings[0].Of(result => result.Elapsed.TotalMilliseconds),
                    standings[1].Of(result => result.Elapsed.TotalMilliseconds),
                    Goal.NoMoreThan(1.3)),
            ],
            [
                await TellAsync("INSERT … ON CONFLICT DO NOTHING, as in the baseline", "/v1"),
                await TellAsync("a plain INSERT that catches 23P01, a common mistake", "/plain-insert"),
            ],
            sides.Postgres);

        async Task<LoadResult> StormAsync()
        {
            var requests = new BookingRequests(sides.Shops, [seats.Dequeue()], clients, oneSeat: true);
            var result = (await toApi.RunAsync(new Limited(requests, clients), Patience)).Only(201, 409);
            storms++;
            return result.Count(201) == 1 && result.Count(409) == clients - 1
                ? result
                : throw new InvalidOperationException(
                    $"{result.Count(201)} clients got one seat, and {result.Count(409)} were refused.");
        }

        async Task<LoadResult> ConstantAsync() =>
            (await toBaseline.RunAsync(new Limited(new SameRequest(constant), clients), Patience)).Only(200);

        Task<LoadResult> StormOnBaselineAsync(string root)
        {
            var requests = new BookingRequests(sides.Shops, [seats.Dequeue()], clients, oneSeat: true, root);
            return toBaseline.RunAsync(new Limited(requests, clients), MuchPatience, countBroken: true);
        }

        async Task<Footnote> TellAsync(string what, string root)
        {
            var result = await StormOnBaselineAsync(root);
            Table.WriteRound(1, root, result);
            var failures = await baseline.Server.Http.GetStringAsync("/failures");
            return new Footnote(
                $"the same stampede on {what}: last answer after {result.Elapsed.TotalMilliseconds:N0} ms, "
                + $"{result.Accepted:N0} accepted, {result.Refused:N0} refused, {result.Failed:N0} failed"
                + (result.Failed > 0 ? $" ({failures})" : ""),
                result);
        }
    }

    private static async Task WarmUpAsync(TimeSpan duration, Func<Task<LoadResult>> once)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < duration;)
        {
            await once();
        }
    }
}
