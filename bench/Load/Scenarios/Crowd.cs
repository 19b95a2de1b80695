using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Servers;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Scenarios;

/// <summary>
/// Thousands are connected at once, look at pages, book now and then, and think in between. What is asked is how long
/// they wait, whether anybody is left without an answer, and what it costs in memory.
/// </summary>
internal static class Crowd
{
    private const int DefaultClients = 10_000;

    public static async Task<Findings> RunAsync(BenchOptions options)
    {
        var clients = options.Clients ?? DefaultClients;
        OpenFiles.Require(clients);
        await using var sides = await Sides.PrepareAsync(options.Shops, WorkingWeek.HalfHours, "Beard trim");
        await using var api = await sides.StartApiAsync();
        var alone = Mebibytes(api.Server.ResidentBytes);
        using var generator = new LoadGenerator(api.Server, clients);
        using var think = new ThinkTime(clients);
        var bookings = new BookingRequests(sides.Shops, Seats.Shuffled(sides.Shops), clients);
        var requests = new MixedRequests(sides.Shops, bookings, clients);

        var booked = (await RunAsync(options.WarmUp)).Count(201);
        var name = $"{clients:N0} clients";
        var memory = new List<MeasuredRound>();
        var standings = await Contest.RunAsync(options.Rounds, new Contender(name, async () =>
        {
            var result = await RunAsync(options.Duration);
            memory.Add(new MeasuredRound(Mebibytes(api.Server.ResidentBytes)));
            booked += result.Count(201);
            return result;
        }));
        if (bookings.RanOut)
        {
            throw new InvalidOperationException("There were too few seats; give it more --shops.");
        }

        if (standings[0].Rounds.All(result => result.Broken == 0))
        {
            await api.ExpectBookingsAsync(booked);
        }

        var what = $"{name} connected, each thinks 1–10 s";
        return new Findings(
            [
                new Comparison($"{what}: answered", "requests/s", standings[0].Of(result => result.PerSecond)),
                new Comparison($"{what}: p50", "ms", standings[0].Of(result => result.All.PercentileMs(0.5))),
                new Comparison($"{what}: p99", "ms", standings[0].Of(result => result.All.PercentileMs(0.99))),
                new Comparison($"{what}: longest", "ms", standings[0].Of(result => result.All.MaxMs)),
                new Comparison($"{what}: errors", "requests", standings[0].Of(result => result.Failed)),
                new Comparison("memory of the server process", "MiB", new Measured(name, memory)),
            ],
            [
                new Footnote($"the server process had {alone:N0} MiB before anybody was connected, and "
                    + $"{Mebibytes(api.Server.PeakResidentBytes):N0} MiB at the most"),
            ],
            sides.Postgres);

        // 5xx and broken connections are what is counted here; any other answer is wrong.
        async Task<LoadResult> RunAsync(TimeSpan duration)
        {
            var result = await generator.RunAsync(requests, duration, think, countBroken: true);
            return result.Only([200, 201, .. result.Statuses.Keys.Where(status => status >= 500)]);
        }
    }

    private static double Mebibytes(long bytes) => bytes / 1024.0 / 1024;
}
