using Orleans.Activations;
using Orleans.Calls;
using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>A timer and also the request of its current tick: the next is set only when one has ended.</summary>
internal sealed class GrainTimer : Request, IGrainTimer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(0xfffffffe);

    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _disposed = new();
    private readonly bool _keepAlive;
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;

    /// <summary>1 while a tick is due or running. Set by the clock's thread, reset by the grain's.</summary>
    private int _ticking;

    private GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
        : base(options.Interleave ? MethodEntry.InterleavingTimerTick : MethodEntry.TimerTick)
    {
        _activation = activation;
        _callback = callback;
        _keepAlive = options.KeepAlive;
        using var noFlow = ExecutionContext.SuppressFlow();
        _timer = activation.Runtime.Time.CreateTimer(
            static self => ((GrainTimer)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal override bool IsLocal => true;

    internal override bool KeepsAlive => _keepAlive;

    internal override bool IsAbandoned => _disposed.IsCancellationRequested;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        (_dueTime, _period) = (dueTime, period);
        if (Volatile.Read(ref _ticking) == 1) _changed = true;
        else _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _activation.RemoveTimer(this);
        _disposed.Cancel();
    }

    internal static GrainTimer Register(
        IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new GrainTimer((Activation)grain.GrainContext, callback, options);
        try
        {
            timer._activation.AddTimer(timer);
            timer.Change(options.DueTime, options.Period);
            return timer;
        }
        catch
        {
            timer.Dispose();
            throw;
        }
    }

    internal override void Start(Activation activation)
    {
        if (IsAbandoned) activation.Complete(this);
        else _ = TickAsync();
    }

    internal override bool Fail(Exception exception) => false;

    private static void Check(TimeSpan time, string name)
    {
        if (time == Timeout.InfiniteTimeSpan) return;
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, Longest, name);
    }

    private void Due()
    {
        if (Interlocked.Exchange(ref _ticking, 1) == 1) return;
        Ended = false;
        _activation.Receive(this);
    }

    private async Task TickAsync()
    {
        Current = this;
        try
        {
            await _callback(_disposed.Token);
        }
        catch (Exception exception)
        {
            _activation.Runtime.LogTimerFailed(exception, _activation.GrainId);
        }

        _activation.Complete(this);
        var wait = _changed ? _dueTime : _period;
        _changed = false;
        Volatile.Write(ref _ticking, 0);
        if (!IsAbandoned) _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
