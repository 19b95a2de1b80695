using BookedBarber.Embedded.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public interface IScopeGrain : IGrainWithStringKey
{
    Task<bool> Leave();
}

public sealed class ScopeGrain(ScopedThing thing) : Grain, IScopeGrain
{
    public Task<bool> Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(ServiceProvider.GetRequiredService<ScopedThing>() == thing);
    }
}

public sealed class ScopeTests
{
    [Fact]
    public async Task Scoped_services_live_as_long_as_the_activation()
    {
        await using var host = await GrainHost.StartAsync();
        var counter = host.Services.GetRequiredService<ScopedThing.Counter>();

        Assert.True(await host.Grains.GetGrain<IScopeGrain>("one").Leave());

        await Probe.Until(() => counter.Disposed == 1, "the scope to end");
    }
}
