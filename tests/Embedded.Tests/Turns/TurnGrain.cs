using BookedBarber.Embedded.Tests.Hosting;
using Orleans.Concurrency;

namespace BookedBarber.Embedded.Tests.Turns;

public interface ITurnGrain : IGrainWithStringKey
{
    Task<int> Increment();

    Task Hold(string gate);

    Task Note(string line);

    [AlwaysInterleave]
    Task HoldInterleaving(string gate);

    [ReadOnly]
    Task HoldReading(string gate);

    [AlwaysInterleave]
    Task<int> CrowdInside(int awaits);

    Task<string[]> SchedulersAroundAwaits();
}

public sealed class TurnGrain : Grain, ITurnGrain
{
    private int _count;
    private int _inside;
    private int _crowd;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public async Task<int> Increment()
    {
        var before = _count;
        await Task.Yield();
        _count = before + 1;
        return _count;
    }

    public Task Hold(string gate) => Probe.Hold(gate);

    public Task Note(string line)
    {
        Probe.Note(line);
        return Task.CompletedTask;
    }

    public Task HoldInterleaving(string gate) => Probe.Hold(gate);

    public Task HoldReading(string gate) => Probe.Hold(gate);

    public async Task<int> CrowdInside(int awaits)
    {
        for (var turn = 0; turn < awaits; turn++)
        {
            var inside = Interlocked.Increment(ref _inside);
            _crowd = Math.Max(_crowd, inside);
            Thread.SpinWait(20);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return _crowd;
    }

    public async Task<string[]> SchedulersAroundAwaits()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(() => { });
        var afterRun = TaskScheduler.Current;
        await Task.Delay(1).ConfigureAwait(false);
        var escaped = TaskScheduler.Current;
        return
        [
            before == TaskScheduler.Default ? "default" : "own",
            afterYield == before ? "own" : "other",
            afterRun == before ? "own" : "other",
            escaped == TaskScheduler.Default ? "default" : "own",
        ];
    }
}
