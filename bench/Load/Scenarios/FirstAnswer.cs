using System.Net.Http.Json;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Servers;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Scenarios;

/// <summary>
/// From the start of the process to the first page of open starts, on a database that is there already: one whose
/// server runs, and the program's own, whose server starts with it.
/// </summary>
internal static class FirstAnswer
{
    private const double GoalSeconds = 2;

    public static async Task<Findings> RunAsync(BenchOptions options)
    {
        await using var sides = await Sides.PrepareAsync(1, WorkingWeek.Full, "Haircut");
        var page = sides.Shops.Page(sides.Shops.All[0], sides.Shops.FirstDay, 7);
        string demoPage;
        await using (var first = await sides.StartAloneAsync())
        {
            var demo = await first.Http.GetFromJsonAsync("/v1/shops/demo", BenchJson.Default.ShopView);
            demoPage = sides.Shops.Page(demo!, sides.Shops.FirstDay, 7);
        }

        var onServer = new List<MeasuredRound>();
        var alone = new List<MeasuredRound>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            await using (var side = await sides.StartApiAsync(page))
            {
                onServer.Add(new MeasuredRound(side.Server.StartedIn.TotalSeconds));
            }

            await using (var server = await sides.StartAloneAsync(demoPage))
            {
                alone.Add(new MeasuredRound(server.StartedIn.TotalSeconds));
            }

            Table.Write($"round {round}  first page after {onServer[^1].Value:0.00} s, "
                + $"with its own PostgreSQL after {alone[^1].Value:0.00} s");
        }

        return new Findings(
            [
                Row("first answer after start, PostgreSQL runs", onServer),
                Row("first answer after start, its own PostgreSQL starts too", alone),
            ],
            [],
            sides.Postgres);
    }

    private static Comparison Row(string what, List<MeasuredRound> rounds) =>
        new(what, "s", new Measured("BookedBarber", rounds), Goal: Goal.NoMoreThan(GoalSeconds));
}
