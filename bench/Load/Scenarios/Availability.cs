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

    public static async Task RunAsync(BenchOptions options)
    {
        await using var sides = await Sides.PrepareAsync(1, WorkingWeek.Full, "Haircut");
        await using var api = await sides.StartApiAsync();
        await using var baseline = await sides.StartBaselineAsync();
        await FillAsync(sides.Shops, api.Server);
        await FillAsync(sides.Shops, baseline.Server);

        var path = sides.Shops.Page(sides.Shops.All[0], sides.Shops.FirstDay, 7);
        var page = await api.Server.Http.GetByteArrayAsync(path);
        await AgreeAsync(page, baseline.Server, path);
        await AgreeAsync(page, baseline.Server, path + "&by=sql");
        using var answer = await baseline.Server.Http.PutAsync("/constant", new ByteArrayContent(page));
        answer.EnsureSuccessStatusCode();
        Console.WriteLine($"one page has {page.Length:N0} bytes");

        var clients = options.Clients ?? DefaultClients;
        using var toApi = new LoadGenerator(api.Server, clients);
        using var toBaseline = new LoadGenerator(baseline.Server, clients);
        var constant = "/constant" + path[3..];
        (string Name, LoadGenerator Generator, string Path)[] asked =
        [
            ("BookedBarber", toApi, path),
            ("constant", toBaseline, constant),
            ("rows from SQL, page here", toBaseline, path),
            ("page from SQL", toBaseline, path + "&by=sql"),
        ];
        foreach (var (_, generator, address) in asked)
        {
            await generator.RunAsync(new SameRequest(address), options.WarmUp);
        }

        var standings = await Contest.RunAsync(options.Rounds, [.. asked.Select(one => new Contender(
            one.Name,
            async () => (await one.Generator.RunAsync(new SameRequest(one.Path), options.Duration)).Only(200)))]);
        Table.WriteMedians("pages", standings, standing => standing.PerSecond, result => result.All);
        var ours = standings[0].PerSecond;
        Table.WriteRatio("pages/s against a constant", ours, standings[1].PerSecond, 0.9);
        Table.WriteRatio("pages/s against rows from SQL, page made here", ours, standings[2].PerSecond, 20);
        Table.WriteRatio("pages/s against the page from SQL", ours, standings[3].PerSecond, 20);
    }

    private static async Task FillAsync(BenchShops shops, ServerProcess server)
    {
        using var generator = new LoadGenerator(server, FillingClients);
        var requests = new BookingRequests(shops, Seats.BusyWeek(shops, 0, OneFreeIn), FillingClients);
        (await generator.RunAsync(requests, TimeSpan.FromMinutes(1))).Only(201);
    }

    private static async Task AgreeAsync(byte[] page, ServerProcess baseline, string path)
    {
        var other = await baseline.Http.GetByteArrayAsync(path);
        if (!JsonNode.DeepEquals(JsonNode.Parse(page), JsonNode.Parse(other)))
        {
            throw new InvalidOperationException(
                $"The baseline's page is another one; {path} should be the same as ours.\n"
                + $"{System.Text.Encoding.UTF8.GetString(page)}\n{System.Text.Encoding.UTF8.GetString(other)}");
        }
    }
}
