using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Servers;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Scenarios;

/// <summary>
/// What a cluster costs and what it brings: the same bookings and the same pages on the embedded runtime, on Orleans in one
/// process, and over one to three silos with a front door of their own. For the build with Orleans, beside one without.
/// </summary>
internal static class Cluster
{
    private const int DefaultClients = 64;
    private const int MostSilos = 3;

    public static async Task RunAsync(BenchOptions options)
    {
        await using var sides = await Sides.PrepareAsync(options.Shops, WorkingWeek.Full, "Haircut");
        var clients = options.Clients ?? DefaultClients;
        var seats = Seats.Spread(sides.Shops);
        (string Name, Func<Task<Side>> StartAsync)[] asked =
        [
            ("embedded, one process", sides.StartEmbeddedAsync),
            ("Orleans, one process", sides.StartApiAsync),
            .. Enumerable.Range(1, MostSilos).Select(count => (
                $"front door and {count} silo(s)",
                new Func<Task<Side>>(() => sides.StartClusterAsync(count)))),
        ];

        var bookings = await Contest.RunAsync(
            options.Rounds, [.. asked.Select(one => new Contender(one.Name, () => BookAsync(one.StartAsync)))]);
        var pages = await Contest.RunAsync(
            options.Rounds, [.. asked.Select(one => new Contender(one.Name, () => ReadAsync(one.StartAsync)))]);
        Write("bookings", bookings);
        Write("pages", pages);

        async Task<LoadResult> BookAsync(Func<Task<Side>> startAsync)
        {
            await using var side = await startAsync();
            using var generator = new LoadGenerator(side.Server, clients);
            var requests = new BookingRequests(sides.Shops, seats, clients);
            (await generator.RunAsync(requests, options.WarmUp)).Only(201);
            return (await generator.RunAsync(requests, options.Duration)).Only(201);
        }

        async Task<LoadResult> ReadAsync(Func<Task<Side>> startAsync)
        {
            await using var side = await startAsync();
            using var generator = new LoadGenerator(side.Server, clients);
            var request = new SameRequest(sides.Shops.Page(sides.Shops.All[0], sides.Shops.FirstDay, 7));
            (await generator.RunAsync(request, options.WarmUp)).Only(200);
            return (await generator.RunAsync(request, options.Duration)).Only(200);
        }
    }

    private static void Write(string unit, IReadOnlyList<Standing> standings)
    {
        Table.WriteMedians(unit, standings, standing => standing.PerSecond, result => result.All);
        foreach (var standing in standings.Skip(1))
        {
            var ratio = standing.PerSecond / standings[0].PerSecond;
            Table.Write($"ratio  {unit}/s, {standing.Name,-32} {ratio,8:0.00}× of {standings[0].Name}");
        }
    }
}
