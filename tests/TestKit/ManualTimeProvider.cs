namespace BookedBarber.TestKit;

/// <summary>A clock that stands still until a test moves it; timers fire inside <see cref="Advance"/>.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(ManualTimer Timer, int Version), (long DueTicks, long Order)> _due = new();
    private readonly long _startTicks;
    private long _nowTicks;
    private long _order;

    /// <summary>A clock that shows this time.</summary>
    public ManualTimeProvider(DateTimeOffset? start = null)
    {
        _startTicks = (start ?? new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)).UtcTicks;
        _nowTicks = _startTicks;
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _nowTicks), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _nowTicks) - _startTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock to each timer's due time in turn and fires it, and then to the end.</summary>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var until = Interlocked.Read(ref _nowTicks) + time.Ticks;
        while (TakeDue(until) is { } timer) timer.Fire();
        Interlocked.Exchange(ref _nowTicks, until);
    }

    /// <summary>Moves the clock on to this time.</summary>
    public void AdvanceTo(DateTimeOffset time) => Advance(time - GetUtcNow());

    private ManualTimer? TakeDue(long until)
    {
        lock (_gate)
        {
            while (_due.TryPeek(out var next, out var at) && at.DueTicks <= until)
            {
                _due.Dequeue();
                if (next.Version != next.Timer.Version) continue;
                Interlocked.Exchange(ref _nowTicks, Math.Max(at.DueTicks, Interlocked.Read(ref _nowTicks)));
                next.Timer.Rearm();
                return next.Timer;
            }

            return null;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private bool _disposed;

        internal int Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                if (_disposed) return false;
                _period = period;
                Version++;
                if (dueTime != Timeout.InfiniteTimeSpan) Enqueue(dueTime);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _disposed = true;
                Version++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        internal void Fire() => callback(state);

        internal void Rearm()
        {
            Version++;
            if (_period > TimeSpan.Zero) Enqueue(_period);
        }

        private void Enqueue(TimeSpan wait)
            => clock._due.Enqueue((this, Version), (clock._nowTicks + wait.Ticks, clock._order++));
    }
}
