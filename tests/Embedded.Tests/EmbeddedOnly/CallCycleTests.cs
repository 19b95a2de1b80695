using BookedBarber.Embedded.Tests.Hosting;
using Orleans.Runtime;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public sealed class CallCycleTests : IAsyncLifetime
{
    private readonly string _a = "a" + Probe.NewKey();
    private readonly string _b = "b" + Probe.NewKey();
    private GrainHost _host = null!;

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_grain_that_calls_itself_is_told_at_once()
    {
        var cycle = await Assert.ThrowsAsync<GrainCallCycleException>(() => Grain(_a).Visit([_a]));

        Assert.Equal([$"cycle/{_a}.Visit", $"cycle/{_a}.Visit"], cycle.Chain);
        await Grain(_a).Visit([]);
    }

    [Fact]
    public async Task A_cycle_over_another_grain_is_told_with_its_chain()
    {
        var cycle = await Assert.ThrowsAsync<GrainCallCycleException>(() => Grain(_a).Visit([_b, _a]));

        Assert.Equal([$"cycle/{_a}.Visit", $"cycle/{_b}.Visit", $"cycle/{_a}.Visit"], cycle.Chain);
        Assert.Contains($"cycle/{_a}.Visit -> cycle/{_b}.Visit -> cycle/{_a}.Visit", cycle.Message);
    }

    [Fact]
    public async Task What_only_looks_like_a_cycle_is_none()
    {
        await Grain(_a).Visit([_b]);
        await Grain(_b).Visit([_a]);
        await Grain(_a).PeekBy([_a]);
        await Grain(_a).PeekBy([_b, _a]);
    }

    [Fact]
    public async Task A_grain_may_tell_itself_something_one_way()
    {
        await Grain(_a).TellMyself("later");

        await Probe.Of(_a).Noted("later");
    }

    [Fact]
    public async Task A_call_back_from_somebody_nobody_waits_for_is_no_cycle()
    {
        await Grain(_a).TellAnotherToVisitMe(_b);

        await Probe.Of(_b).Noted("visited");
    }

    private ICycleGrain Grain(string key) => _host.Grains.GetGrain<ICycleGrain>(key);
}
