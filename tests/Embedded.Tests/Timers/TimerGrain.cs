using BookedBarber.Embedded.Tests.Hosting;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace BookedBarber.Embedded.Tests.Timers;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(string name, GrainTimerShape shape);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task Leave();

    Task Touch();

    Task Hold(string gate);

    [AlwaysInterleave]
    Task<bool> IsTurnOfTimerFree();
}

[GenerateSerializer]
public sealed record GrainTimerShape(
    [property: Id(0)] TimeSpan DueTime,
    [property: Id(1)] TimeSpan Period,
    [property: Id(2)] bool Interleave = false,
    [property: Id(3)] bool KeepAlive = false,
    [property: Id(4)] string? Gate = null,
    [property: Id(5)] bool Throws = false);

public sealed class TimerGrain : Grain, ITimerGrain
{
    private IGrainTimer? _timer;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note($"left: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Start(string name, GrainTimerShape shape)
    {
        _timer = this.RegisterGrainTimer(
            async (state, token) =>
            {
                Probe.Note($"{state} on {(TaskScheduler.Current == TaskScheduler.Default ? "pool" : "grain")}");
                if (shape.Throws) throw new InvalidOperationException("a tick failed");
                if (shape.Gate is not null) await Probe.Hold(shape.Gate);
            },
            name,
            new GrainTimerCreationOptions(shape.DueTime, shape.Period)
            {
                Interleave = shape.Interleave,
                KeepAlive = shape.KeepAlive,
            });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;

    public Task Hold(string gate) => Probe.Hold(gate);

    public Task<bool> IsTurnOfTimerFree() => Task.FromResult(true);
}
