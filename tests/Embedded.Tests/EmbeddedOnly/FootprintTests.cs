using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

[Collection(nameof(FootprintTests))]
[CollectionDefinition(nameof(FootprintTests), DisableParallelization = true)]
public sealed class FootprintTests
{
    [Fact]
    public async Task An_idle_activation_costs_the_runtime_at_most_300_bytes()
    {
        const int Count = 50_000;
        const int GrainBytes = 24;
        await using var host = await GrainHost.StartAsync();
        await Touch(host, "warm", 100);
        string[] keys = [.. Enumerable.Range(0, Count).Select(number => $"{number:D8}")];

        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var chunk in keys.Chunk(1000))
            await Task.WhenAll(chunk.Select(key => host.Grains.GetGrain<IOrderGrain>(key).Step([], key)));
        var after = GC.GetTotalMemory(forceFullCollection: true);

        GC.KeepAlive(keys);
        Assert.InRange(((after - before) / Count) - GrainBytes, 1, 300);
    }

    private static Task Touch(GrainHost host, string prefix, int count) => Task.WhenAll(
        Enumerable.Range(0, count).Select(n => host.Grains.GetGrain<IOrderGrain>(prefix + n).Step([], prefix)));
}
