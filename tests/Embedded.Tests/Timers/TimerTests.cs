using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.Timers;

public sealed class TimerTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private readonly string _key = Probe.NewKey();
    private GrainHost _host = null!;

    private ITimerGrain Grain => _host.Grains.GetGrain<ITimerGrain>(_key);

    private Probe Probe => Probe.Of(_key);

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_timer_ticks_again_and_again_in_its_grain()
    {
        await Grain.Start("tick", new(Soon, Soon));

        await Probe.Until(() => Probe.Count("tick on grain") >= 3, "three ticks");
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        await Grain.Start("once", new(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        await Probe.Noted("once on grain");
        await Grain.Start("other", new(Soon, Soon));
        await Probe.Until(() => Probe.Count("other on grain") >= 3, "three ticks of the other timer");

        Assert.Equal(1, Probe.Count("once on grain"));
    }

    [Fact]
    public async Task A_tick_waits_for_the_turn_that_runs()
    {
        var holding = Grain.Hold("gate");
        await Probe.Reached("gate");
        var start = Grain.Start("tick", new(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        var second = Grain.Hold("second");
        Probe.Open("gate");
        await Probe.Reached("second");
        await start;
        Assert.Equal(0, Probe.Count("tick on grain"));
        Probe.Open("second");
        await Probe.Noted("tick on grain");
        await Task.WhenAll(holding, second);
    }

    [Fact]
    public async Task A_request_waits_for_a_tick_unless_one_of_them_interleaves()
    {
        await Grain.Start("tick", new(TimeSpan.Zero, Timeout.InfiniteTimeSpan, Gate: "gate"));
        await Probe.Reached("gate");
        var waiting = Grain.Touch();

        Assert.True(await Grain.IsTurnOfTimerFree());
        Assert.False(waiting.IsCompleted);
        Probe.Open("gate");
        await waiting;
    }

    [Fact]
    public async Task A_request_runs_beside_an_interleaving_tick()
    {
        await Grain.Start("tick", new(TimeSpan.Zero, Timeout.InfiniteTimeSpan, Interleave: true, Gate: "gate"));
        await Probe.Reached("gate");

        await Grain.Touch().WaitAsync(Probe.Patience);

        Probe.Open("gate");
    }

    [Fact]
    public async Task A_failed_tick_does_not_stop_the_timer()
    {
        await Grain.Start("tick", new(Soon, Soon, Throws: true));

        await Probe.Until(() => Probe.Count("tick on grain") >= 3, "ticks after a failure");
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        await Grain.Start("old", new(Soon, Soon));
        await Probe.Noted("old on grain");
        await Grain.Leave();
        await Grain.Start("new", new(Soon, Soon));
        var old = Probe.Count("old on grain");
        await Probe.Until(() => Probe.Count("new on grain") >= 3, "ticks of the next activation");

        Assert.Equal(old, Probe.Count("old on grain"));
    }

    [Fact]
    public async Task A_disposed_timer_is_silent_and_a_changed_one_keeps_its_new_time()
    {
        await Grain.Start("late", new(TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        await Grain.Change(TimeSpan.Zero, Soon);
        await Probe.Until(() => Probe.Count("late on grain") >= 2, "ticks at the new time");
        await Grain.Stop();
        var count = Probe.Count("late on grain");
        await Grain.Start("other", new(Soon, Soon));
        await Probe.Until(() => Probe.Count("other on grain") >= 3, "three ticks of the other timer");

        Assert.Equal(count, Probe.Count("late on grain"));
    }
}
