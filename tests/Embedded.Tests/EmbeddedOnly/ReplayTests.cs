using BookedBarber.Embedded.Tests.Hosting;
using BookedBarber.Embedded.Tests.Turns;
using BookedBarber.TestKit;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public sealed class ReplayTests
{
    [Fact]
    public async Task One_seed_gives_one_interleaving()
    {
        Assert.Equal(await Run(seed: 7), await Run(seed: 7));
        Assert.True((await Task.WhenAll(Enumerable.Range(0, 10).Select(Run))).Distinct().Count() > 5);
    }

    private static async Task<string> Run(int seed)
    {
        var scheduler = new SeededScheduler(seed);
        var clock = new ManualTimeProvider();
        await using var host = await GrainHost.StartAsync(options =>
        {
            options.Clock = clock;
            options.Scheduler = scheduler;
            options.Configure = grains => grains.DrainTimeout = TimeSpan.Zero;
        });
        var order = new List<string>();
        var calls = new List<Task>();
        for (var grain = 0; grain < 5; grain++)
        {
            var reference = host.Grains.GetGrain<IOrderGrain>($"{grain}");
            for (var call = 0; call < 4; call++) calls.Add(reference.Step(order, $"{grain}.{call}"));
        }

        scheduler.RunToRest();
        await Task.WhenAll(calls).WaitAsync(Probe.Patience);
        return string.Join(' ', order);
    }
}
