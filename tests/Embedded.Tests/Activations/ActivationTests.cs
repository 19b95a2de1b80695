using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.Activations;

public sealed class ActivationTests : IAsyncLifetime
{
    private readonly string _key = Probe.NewKey();
    private GrainHost _host = null!;

    private ILifeGrain Grain => _host.Grains.GetGrain<ILifeGrain>(_key);

    private Probe Probe => Probe.Of(_key);

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Thousands_of_first_callers_activate_one_grain_once()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 5000).Select(_ => Task.Run(() => Grain.Which())));

        Assert.Single(ids.Distinct());
        Assert.Equal(1, Probe.Count("activating"));
    }

    [Fact]
    public async Task When_activation_fails_the_callers_are_told_and_the_next_call_tries_afresh()
    {
        Probe.Flag = 1;

        var failure = await Assert.ThrowsAsync<FormatException>(() => Grain.Which());
        Assert.Equal("not today", failure.Message);

        Assert.NotEqual(Guid.Empty, await Grain.Which());
        Assert.Equal(2, Probe.Count("activating"));
    }

    [Fact]
    public async Task A_grain_that_leaves_is_deactivated_with_its_reason_and_the_next_call_meets_another()
    {
        var grain = Grain;
        var first = await grain.WhichThenLeave();
        var second = await grain.Which();

        Assert.NotEqual(first, second);
        Assert.Equal(["activating", "deactivating: ApplicationRequested", "activating"], Probe.Log);
    }

    [Fact]
    public async Task A_leaving_grain_finishes_what_runs()
    {
        var grain = Grain;
        var running = grain.Hold("gate");
        await Probe.Reached("gate");
        var leaving = grain.WhichThenLeave();
        var later = grain.Which();
        Probe.Open("gate");
        await running;

        Assert.NotEqual(await leaving, await later);
    }

    [Fact]
    public async Task A_grain_knows_its_key_and_can_refer_to_itself()
    {
        Assert.Equal(_key, await Grain.KeyOfMyReference());
        Assert.Equal(_key, Grain.GetPrimaryKeyString());
    }
}
