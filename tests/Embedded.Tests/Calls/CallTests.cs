using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.Calls;

public sealed class CallTests : IAsyncLifetime
{
    private readonly string _key = Probe.NewKey();
    private GrainHost _host = null!;

    private ICallGrain Grain => _host.Grains.GetGrain<ICallGrain>(_key);

    private Probe Probe => Probe.Of(_key);

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Methods_may_return_any_kind_of_task()
    {
        await Grain.Nothing();
        await Grain.NothingLater();
        Assert.Equal(42, await Grain.Twice(21));
        Assert.Equal("Hello, Anna", await Grain.Greet("Anna"));
    }

    [Fact]
    public async Task Arguments_of_every_kind_arrive()
        => Assert.Equal(1 + 2 + 3.5m + 4 + 0 + 6 + 15, await Grain.Sum(1, 2, 3.5m, "four", Guid.Empty, 6, [7, 8]));

    [Fact]
    public async Task A_grain_answers_by_each_of_its_interfaces()
    {
        Assert.Equal("Hello, Ben", await Grain.AsReference<IGreeter>().Greet("Ben"));
        Assert.Equal("Hello, Cleo", await _host.Grains.GetGrain<IGreeter>(_key).Greet("Cleo"));
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_as_what_it_is()
    {
        Assert.Equal("one", (await Assert.ThrowsAsync<KeyNotFoundException>(() => Grain.Throw("one"))).Message);
        Assert.Equal("two", (await Assert.ThrowsAsync<KeyNotFoundException>(() => Grain.ThrowAtOnce("two"))).Message);
        Assert.Equal("Hello, still", await Grain.Greet("still"));
    }

    [Fact]
    public async Task A_one_way_call_ends_for_its_caller_when_it_is_sent()
    {
        await Grain.HoldUnobserved("gate").WaitAsync(Probe.Patience);
        await Probe.Reached("gate");
        Probe.Open("gate");
        await Probe.Noted("gate: left");
    }

    [Fact]
    public async Task A_grain_calls_another()
        => Assert.Equal(42, await Grain.AskAnother(Probe.NewKey()));

    [Fact]
    public async Task A_cancelled_token_lets_the_caller_go_and_reaches_the_grain()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.HoldUntilCancelled(source.Token);
        await Probe.Noted("waiting for the token");
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Grain.Nothing().WaitAsync(Probe.Patience);
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_throws_and_the_grain_goes_on()
    {
        await using var host = await GrainHost.StartAsync(options => options.ResponseTimeout = TimeSpan.FromSeconds(2));
        var grain = host.Grains.GetGrain<ICallGrain>(_key);
        await grain.Nothing();

        await Assert.ThrowsAsync<TimeoutException>(() => grain.Hold("gate"));

        Probe.Open("gate");
        await Probe.Noted("gate: left");
        await grain.Nothing();
    }

    [Fact]
    public async Task A_call_that_timed_out_while_it_waited_never_starts()
    {
        await using var host = await GrainHost.StartAsync(options => options.ResponseTimeout = TimeSpan.FromSeconds(2));
        var grain = host.Grains.GetGrain<ICallGrain>(_key);
        await grain.Nothing();
        var holding = grain.Hold("gate");
        await Probe.Reached("gate");
        var waiting = grain.Note("too late");

        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        await Assert.ThrowsAsync<TimeoutException>(() => holding);
        Probe.Open("gate");
        await grain.Note("in time");

        Assert.Equal(["gate: reached", "gate: left", "in time"], Probe.Log);
    }
}
