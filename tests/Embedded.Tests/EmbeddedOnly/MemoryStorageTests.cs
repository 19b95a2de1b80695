using BookedBarber.Embedded.Tests.Hosting;
using BookedBarber.Embedded.Tests.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Storage;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public sealed class MemoryStorageTests
{
    private readonly MemoryGrainStorage _storage = new(Options.Create(new EmbeddedGrainsOptions()));

    [Fact]
    public async Task Memory_behaves_as_the_database_does()
    {
        await using var one = await Host();
        await using var two = await Host();
        var (first, second) = (one.Grains.GetGrain<IStateGrain>("key"), two.Grains.GetGrain<IStateGrain>("key"));
        await first.Write("first");
        Assert.Equal("first", await second.AtActivation());
        await first.Write("winner");

        await Assert.ThrowsAsync<InconsistentStateException>(() => second.Write("loser"));

        Assert.Equal("winner", await second.AtActivation());
        await second.Clear();
        await second.Write("anew");
        await Assert.ThrowsAsync<InconsistentStateException>(() => first.Write("stale"));
    }

    private Task<GrainHost> Host() => GrainHost.StartAsync(
        options => options.Compose = silo => silo.Services.AddSingleton<IGrainStorage>(_storage));
}
