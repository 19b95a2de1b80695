using BookedBarber.Embedded.Tests.Activations;
using BookedBarber.Embedded.Tests.Hosting;
using BookedBarber.Embedded.Tests.Timers;
using BookedBarber.TestKit;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public sealed class IdleCollectionTests : IAsyncLifetime
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly string _key = Probe.NewKey();
    private GrainHost _host = null!;

    private Probe Probe => Probe.Of(_key);

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync(options => options.Clock = _clock);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_grain_without_calls_is_collected_at_its_age_and_not_before()
    {
        await _host.Grains.GetGrain<ILifeGrain>(_key).Which();

        _clock.Advance(Age - Minute);
        Assert.Equal(["activating"], Probe.Log);
        _clock.Advance(2 * Minute);
        await Probe.Noted("deactivating: ActivationIdle");
    }

    [Fact]
    public async Task A_call_makes_a_grain_young_again()
    {
        var grain = _host.Grains.GetGrain<ILifeGrain>(_key);
        var first = await grain.Which();
        for (var call = 0; call < 4; call++)
        {
            _clock.Advance(Age - Minute);
            Assert.Equal(first, await grain.Which());
        }
    }

    [Fact]
    public async Task A_grain_with_a_running_request_is_not_idle()
    {
        var holding = _host.Grains.GetGrain<ITimerGrain>(_key).Hold("gate");
        await Probe.Reached("gate");
        _clock.Advance(2 * Age);
        Assert.Equal(["gate: reached"], Probe.Log);
        Probe.Open("gate");
        await Assert.ThrowsAsync<TimeoutException>(() => holding);
    }

    [Fact]
    public async Task Ticks_do_not_keep_a_grain_alive()
    {
        await _host.Grains.GetGrain<ITimerGrain>(_key).Start("tick", new(Minute, Minute));
        await PassMinutes(20, until: () => Probe.Count("left: ActivationIdle") == 1);

        await Probe.Noted("left: ActivationIdle");
    }

    [Fact]
    public async Task Ticks_that_keep_alive_do()
    {
        await _host.Grains.GetGrain<ITimerGrain>(_key).Start("tick", new(Minute, Minute, KeepAlive: true));
        await PassMinutes(20, until: () => false);

        Assert.Equal(0, Probe.Count("left: ActivationIdle"));
        Assert.Equal(20, Probe.Count("tick on grain"));
    }

    private async Task PassMinutes(int minutes, Func<bool> until)
    {
        for (var minute = 1; minute <= minutes && !until(); minute++)
        {
            _clock.Advance(Minute);
            var expected = minute;
            await Probe.Until(() => Probe.Count("tick on grain") >= expected || until(), $"tick {expected}");
            await _host.Grains.GetGrain<ITimerGrain>(Probe.NewKey()).Touch();
        }
    }
}
