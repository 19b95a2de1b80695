using BookedBarber.Embedded.Tests.Activations;
using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

/// <summary>Orleans forwards a call only so often and then rejects it; here it waits for the next activation.</summary>
public sealed class LeavingTests : IAsyncLifetime
{
    private readonly string _key = Probe.NewKey();
    private GrainHost _host = null!;

    private ILifeGrain Grain => _host.Grains.GetGrain<ILifeGrain>(_key);

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task No_call_is_lost_while_a_grain_leaves_again_and_again()
    {
        var calls = Enumerable.Range(0, 3000)
            .Select(number => Task.Run(() => number % 50 == 0 ? Grain.WhichThenLeave() : Grain.Which()));

        var ids = await Task.WhenAll(calls);

        Assert.Equal(3000, ids.Length);
        Assert.InRange(ids.Distinct().Count(), 2, 61);
    }
}
