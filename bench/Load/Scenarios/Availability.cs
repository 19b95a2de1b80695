using System.Text.Json.Nodes;
using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Servers;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Scenarios;

/// <summary>
/// One busy shop, 10 barbers, 7 days: the page that the program keeps ready, the same bytes from a constant, and the
/// same page from SQL at each request.
/// </summary>
internal static class Availability
{
    private const int DefaultClients = 64;
    private const int OneFreeIn = 20;
    private const int FillingClients = 16;

    public static async Task<Findings> RunAsync(BenchOptions options)
    {
        await using var sides = await Sides.PrepareAsync(1, WorkingWeek.Full, "Haircut");
        await using var api = await sides.StartApiAsync();
        await using var baseline = await sides.StartBaselineAsync();
        await FillAsync(sides.Shops, api.Server);
        await FillAsync(sides.Shops, baseline.Server);

        var path = sides.Shops.Page(sides.Shops.All[0], sides.Shops.FirstDay, 7);
        var page = await api.Server.Http.GetByteArrayAsync(path);
        var fromRows = await AgreeAsync(page, baseline.Server, path);
        var fromSql = await AgreeAsync(page, baseline.Server, path + "&by=sql");
        using var answer = await baseline.Server.Http.PutAsync("/constant", new ByteArrayContent(page));
        answer.EnsureSuccessStatusCode();
        Console.WriteLine($"one page has {page.Length:N0} bytes");

        var clients = options.Clients ?? DefaultClients;
        using var toApi = new LoadGenerator(api.Server, clients);
        using var toBaseline = new LoadGenerator(baseline.Server, clients);
        var constant = "/constant" + path[3..];
        (string Name, LoadGenerator Generator, string Path, int Bytes)[] asked =
        [
            ("BookedBarber", toApi, path, page.Length),
            ("constant", toBaseline, constant, page.Length),
            ("rows from SQL, page here", toBaseline, path, fromRows),
            ("page from SQL", toBaseline, path + "&by=sql", fromSql),
        ];
        foreach (var (_, generator, address, _) in asked)
        {
            await generator.RunAsync(new SameRequest(address), options.WarmUp);
        }

        var standings = await Contest.RunAsync(options.Rounds, [.. asked.Select(one => new Contender(
            one.Name,
            async () => (await one.Generator.RunAsync(new SameRequest(one.Path), options.Duration))
                .Only(200).OnlyPagesOf(one.Bytes)))]);
        await AgreeAsync(page, api.Server, path);
        Table.WriteMedians("pages", standings, standing => standing.PerSecond, result => result.All);
        return new Findings(
            [
                Row("the same bytes from a constant", standings[1], 0.9),
                Row("rows from SQL, page made there", standings[2], 20),
                Row("page from SQL", standings[3], 20),
            ],
            [],
            sides.Postgres);

        Comparison Row(string against, Standing baseline, double goal) => new(
            $"availability against {against}",
            "pages/s",
            standings[0].Of(result => result.PerSecond),
            baseline.Of(result => result.PerSecond),
            Goal.AtLeast(goal));
    }

    private static async Task FillAsync(BenchShops shops, ServerProcess server)
    {
        using var generator = new LoadGenerator(server, FillingClients);
        var requests = new BookingRequests(shops, Seats.BusyWeek(shops, 0, OneFreeIn), FillingClients);
        (await generator.RunAsync(requests, TimeSpan.FromMinutes(1))).Only(201);
    }

    /// <summary>Throws unless this is the same page; says how many bytes it takes there.</summary>
    private static async Task<int> AgreeAsync(byte[] page, ServerProcess server, string path)
    {
        var other = await server.Http.GetByteArrayAsync(path);
        if (!JsonNode.DeepEquals(JsonNode.Parse(page), JsonNode.Parse(other)))
        {
            throw new InvalidOperationException(
                $"{path} at {server.Address} should be the same page as ours.\n"
                + $"{System.Text.Encoding.UTF8.GetString(page)}\n{System.Text.Encoding.UTF8.GetString(other)}");
        }

        return other.Length;
    }
}
