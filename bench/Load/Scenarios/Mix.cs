using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Servers;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Scenarios;

/// <summary>95 pages to 5 bookings over all shops and weeks. Every round begins with empty books.</summary>
internal static class Mix
{
    private const int DefaultClients = 64;

    public static async Task<Findings> RunAsync(BenchOptions options)
    {
        await using var sides = await Sides.PrepareAsync(options.Shops, WorkingWeek.HalfHours, "Beard trim");
        var clients = options.Clients ?? DefaultClients;
        var seats = Seats.Shuffled(sides.Shops);
        var standings = await Contest.RunAsync(
            options.Rounds,
            new Contender("BookedBarber", () => MeasureAsync(sides.StartApiAsync)),
            new Contender("SQL per request", () => MeasureAsync(sides.StartBaselineAsync)));
        Table.WriteMedians("requests", standings, standing => standing.PerSecond, result => result.All);
        Table.WriteMedians(
            "bookings",
            standings,
            standing => standing.CreatedPerSecond,
            result => result.Created,
            withServerTime: false);
        return new Findings(
            [
                new Comparison(
                    "95 pages to 5 bookings",
                    "requests/s",
                    standings[0].Of(result => result.PerSecond),
                    standings[1].Of(result => result.PerSecond),
                    Goal.AtLeast(18)),
            ],
            [],
            sides.Postgres);

        async Task<LoadResult> MeasureAsync(Func<Task<Side>> startAsync)
        {
            await using var side = await startAsync();
            using var generator = new LoadGenerator(side.Server, clients);
            var bookings = new BookingRequests(sides.Shops, seats, clients);
            var requests = new MixedRequests(sides.Shops, bookings, clients);
            var before = (await generator.RunAsync(requests, options.WarmUp)).Only(200, 201);
            var result = (await generator.RunAsync(requests, options.Duration)).Only(200, 201);
            await side.ExpectBookingsAsync(before.Count(201) + result.Count(201));
            return bookings.RanOut
                ? throw new InvalidOperationException("There were too few seats; give it more --shops.")
                : result;
        }
    }
}
