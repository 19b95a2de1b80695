using BookedBarber.Embedded.Tests.Calls;
using BookedBarber.Embedded.Tests.Hosting;
using BookedBarber.TestKit;
using Orleans.Runtime;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public sealed class DeadlineTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly string _key = Probe.NewKey();

    private Probe Probe => Probe.Of(_key);

    [Fact]
    public async Task A_late_call_names_the_grain_the_method_and_the_seconds()
    {
        await using var host = await GrainHost.StartAsync(options =>
        {
            options.Clock = _clock;
            options.ResponseTimeout = TimeSpan.FromSeconds(10);
        });
        var call = host.Grains.GetGrain<ICallGrain>(_key).Hold("gate");
        await Probe.Reached("gate");

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var late = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal($"call/{_key}.Hold did not answer within 10 s.", late.Message);
        Probe.Open("gate");
    }

    [Fact]
    public async Task A_full_queue_refuses_and_the_calls_in_it_are_served()
    {
        await using var host = await GrainHost.StartAsync(
            options => options.Configure = grains => grains.MaxEnqueuedCalls = 10);
        var grain = host.Grains.GetGrain<ICallGrain>(_key);
        var holding = grain.Hold("gate");
        await Probe.Reached("gate");
        var waiting = Enumerable.Range(0, 10).Select(number => grain.Note($"{number}")).ToArray();

        var refused = await Assert.ThrowsAsync<LimitExceededException>(() => grain.Note("too many"));

        Assert.Contains($"call/{_key} has 10 calls waiting", refused.Message);
        Probe.Open("gate");
        await Task.WhenAll([holding, .. waiting]);
        await grain.Note("room again");
    }
}
