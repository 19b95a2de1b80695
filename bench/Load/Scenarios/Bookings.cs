using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Servers;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Scenarios;

/// <summary>Durable bookings, each of another seat, over all shops. Every round begins with empty books.</summary>
internal static class Bookings
{
    private const int DefaultClients = 64;

    public static async Task<Findings> RunAsync(BenchOptions options)
    {
        await using var sides = await Sides.PrepareAsync(options.Shops, WorkingWeek.Full, "Haircut");
        var clients = options.Clients ?? DefaultClients;
        var seats = Seats.Spread(sides.Shops);
        var standings = await Contest.RunAsync(
            options.Rounds,
            new Contender("BookedBarber", () => MeasureAsync(sides.StartApiAsync)),
            new Contender("a transaction per booking", () => MeasureAsync(sides.StartBaselineAsync)));
        Table.WriteMedians("bookings", standings, standing => standing.PerSecond, result => result.All);
        return new Findings(
            [
                new Comparison(
                    "durable bookings",
                    "bookings/s",
                    standings[0].Of(result => result.PerSecond),
                    standings[1].Of(result => result.PerSecond),
                    Goal.AtLeast(4.5)),
            ],
            [],
            sides.Postgres);

        async Task<LoadResult> MeasureAsync(Func<Task<Side>> startAsync)
        {
            await using var side = await startAsync();
            using var generator = new LoadGenerator(side.Server, clients);
            var requests = new BookingRequests(sides.Shops, seats, clients);
            var before = (await generator.RunAsync(requests, options.WarmUp)).Only(201);
            var result = (await generator.RunAsync(requests, options.Duration)).Only(201);
            await side.ExpectBookingsAsync(before.Count(201) + result.Count(201));
            return requests.RanOut
                ? throw new InvalidOperationException("There were too few seats; give it more --shops.")
                : result;
        }
    }
}
