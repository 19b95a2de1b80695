using System.Diagnostics;
using BookedBarber.Embedded.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public sealed class DrainTests
{
    private readonly DrainGrain.Tally _tally = new();
    private readonly string _key = Probe.NewKey();

    private Probe Probe => Probe.Of(_key);

    [Fact]
    public async Task A_hundred_thousand_grains_are_deactivated_in_seconds()
    {
        await using var host = await Host();
        await Task.WhenAll(Enumerable.Range(0, 100_000).Select(n => host.Grains.GetGrain<IDrainGrain>($"{n}").Touch()));

        var watch = Stopwatch.StartNew();
        await host.StopAsync();

        Assert.Equal(100_000, _tally.ShuttingDown);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_running_turn_finishes_with_the_calls_it_makes_and_new_callers_are_refused()
    {
        await using var host = await Host();
        var grain = host.Grains.GetGrain<IDrainGrain>(_key);
        var running = grain.HoldAndTouch("gate", Probe.NewKey());
        await Probe.Reached("gate");
        var stopping = host.StopAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Touch());
        Assert.False(stopping.IsCompleted);
        Probe.Open("gate");
        await running;
        await stopping;
        Assert.Equal(2, _tally.ShuttingDown);
    }

    [Fact]
    public async Task A_stuck_turn_is_given_up_at_the_deadline_and_its_caller_is_told()
    {
        await using var host = await Host(options => options.DrainTimeout = TimeSpan.FromMilliseconds(200));
        var running = host.Grains.GetGrain<IDrainGrain>(_key).HoldAndTouch("gate", _key);
        await Probe.Reached("gate");

        await host.StopAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => running);
        Probe.Open("gate");
    }

    [Fact]
    public async Task A_grain_that_hangs_while_it_leaves_is_given_up_and_the_next_call_is_served()
    {
        await using var host = await Host(options =>
        {
            options.DeactivationTimeout = TimeSpan.FromMilliseconds(200);
            options.CollectionAge = TimeSpan.FromMilliseconds(1);
            options.CollectionQuantum = TimeSpan.FromMilliseconds(20);
        });
        var grain = host.Grains.GetGrain<IDrainGrain>(_key);
        await grain.HangWhenLeaving();
        await Probe.Until(() => _tally.Idle == 1, "the grain to hang");

        await grain.Touch().WaitAsync(Probe.Patience);
    }

    private Task<GrainHost> Host(Action<EmbeddedGrainsOptions>? configure = null) => GrainHost.StartAsync(options =>
    {
        options.ResponseTimeout = TimeSpan.FromSeconds(20);
        options.Configure = configure;
        options.Compose = silo => silo.AddMemoryGrainStorageAsDefault().Services.AddSingleton(_tally);
    });
}
