using Orleans.Hosting;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>
/// The one thread and the one clock of a run. What could go on now is in a bag, from which the seed draws; when the bag
/// is empty, the clock moves on to the next thing that is due.
/// </summary>
internal sealed class EventLoop(DateTimeOffset start, Randomness random)
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<Piece> _ready = [];
    private readonly PriorityQueue<Alarm, (long DueTicks, long Order)> _alarms = new();
    private readonly List<Alarm> _periodic = [];
    private readonly List<(long Step, Action Action)> _interruptions = [];
    private long _order;
    private long _steps;

    /// <summary>Since the start of the run, in ticks of 100 ns.</summary>
    public long ElapsedTicks { get; private set; }

    public DateTimeOffset Now => start.AddTicks(ElapsedTicks);

    /// <summary>Looked at after every step.</summary>
    public Func<bool> ShallStop { get; set; } = () => false;

    /// <summary>How many calls from outside wait for an answer.</summary>
    public int CallsUnderWay { get; set; }

    public bool IsQuiet => _ready.Count == 0 && CallsUnderWay == 0;

    /// <summary>Runs something soon, never inside this call.</summary>
    public void Post(Lifetime? owner, IThreadPoolWorkItem item) => Add(new Piece(owner, item, null, null));

    /// <summary>Runs something soon, in the context of a client.</summary>
    public void Post(SynchronizationContext client, SendOrPostCallback callback, object? state) =>
        Add(new Piece(null, callback, state, client));

    /// <summary>Calls back after a time.</summary>
    public void After(TimeSpan time, Action callback) => new Alarm(this, null, callback).Set(time, Timeout.InfiniteTimeSpan);

    /// <summary>Calls back after so many pieces of work, between one and the next, however long they take to come.</summary>
    public void AfterSteps(int steps, Action callback) => _interruptions.Add((_steps + steps, callback));

    /// <summary>A task that ends after a time.</summary>
    public Task Delay(TimeSpan time)
    {
        var end = new TaskCompletionSource();
        After(time, end.SetResult);
        return end.Task;
    }

    public ITimer CreateTimer(Lifetime owner, TimerCallback callback, object? state, TimeSpan due, TimeSpan period)
    {
        var alarm = new Alarm(this, owner, () => callback(state));
        alarm.Set(due, period);
        return alarm;
    }

    /// <summary>Goes on until the clock shows this time.</summary>
    public void RunUntil(TimeSpan elapsed)
    {
        while (!ShallStop() && Step(elapsed.Ticks))
        {
        }
    }

    private bool Step(long untilTicks)
    {
        if (_interruptions.FindIndex(interruption => interruption.Step <= _steps) is var due and >= 0)
        {
            var action = _interruptions[due].Action;
            _interruptions.RemoveAt(due);
            action();
        }

        if (_ready.Count > 0)
        {
            _steps++;
            Draw().Run();
            return true;
        }

        // While nobody waits, nobody looks at the clock either: what comes again and again pulls it along only while
        // calls are under way, and is otherwise made up for once before the next thing that is due. So a night costs
        // no more than a minute.
        var next = NextAlarm();
        var dueTicks = next?.DueTicks ?? long.MaxValue;
        if (CallsUnderWay > 0 && NextPeriodic() is { } early && early.DueTicks < dueTicks)
        {
            next = early;
            dueTicks = early.DueTicks;
        }

        if (dueTicks > untilTicks)
        {
            ElapsedTicks = untilTicks;
            MakeUp();
            return _ready.Count > 0;
        }

        ElapsedTicks = Math.Max(ElapsedTicks, dueTicks);
        if (next!.IsPeriodic || !MakeUp())
        {
            next.Ring();
        }

        return true;
    }

    private Piece Draw()
    {
        var index = random.Below(_ready.Count);
        var piece = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        return piece;
    }

    private Alarm? NextAlarm()
    {
        while (_alarms.TryPeek(out var alarm, out var at))
        {
            if (alarm.IsSetFor(at.DueTicks))
            {
                return alarm;
            }

            _alarms.Dequeue();
        }

        return null;
    }

    private Alarm? NextPeriodic()
    {
        _periodic.RemoveAll(alarm => !alarm.IsAlive);
        return _periodic.MinBy(alarm => alarm.DueTicks);
    }

    private bool MakeUp()
    {
        var rang = false;
        foreach (var alarm in _periodic.Where(alarm => alarm.IsAlive && alarm.DueTicks <= ElapsedTicks).ToList())
        {
            alarm.Ring();
            rang = true;
        }

        return rang;
    }

    private void Add(Piece piece)
    {
        CheckThread();
        if (piece.Owner is not { IsOver: true })
        {
            _ready.Add(piece);
        }
    }

    private void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Environment.FailFast("Something went on on another thread; the run cannot be repeated.");
        }
    }

    private readonly record struct Piece(
        Lifetime? Owner, object Work, object? State, SynchronizationContext? Client)
    {
        public void Run()
        {
            if (Owner is { IsOver: true })
            {
                return;
            }

            if (Work is IThreadPoolWorkItem item)
            {
                item.Execute();
                return;
            }

            SynchronizationContext.SetSynchronizationContext(Client);
            try
            {
                ((SendOrPostCallback)Work)(State);
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(null);
            }
        }
    }

    private sealed class Alarm(EventLoop loop, Lifetime? owner, Action callback) : ITimer
    {
        private TimeSpan _period;
        private bool _isSet;

        public long DueTicks { get; private set; }

        public bool IsAlive => _isSet && owner is not { IsOver: true };

        public bool IsPeriodic => _period > TimeSpan.Zero;

        public bool IsSetFor(long dueTicks) => IsAlive && !IsPeriodic && DueTicks == dueTicks;

        public void Set(TimeSpan due, TimeSpan period)
        {
            loop.CheckThread();
            _period = period;
            _isSet = due != Timeout.InfiniteTimeSpan;
            if (!_isSet)
            {
                return;
            }

            DueTicks = loop.ElapsedTicks + due.Ticks;
            if (IsPeriodic)
            {
                if (!loop._periodic.Contains(this))
                {
                    loop._periodic.Add(this);
                }
            }
            else
            {
                loop._alarms.Enqueue(this, (DueTicks, loop._order++));
            }
        }

        public void Ring()
        {
            if (IsPeriodic)
            {
                DueTicks = loop.ElapsedTicks + _period.Ticks;
            }
            else
            {
                _isSet = false;
            }

            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Set(dueTime, period);
            return true;
        }

        public void Dispose() => _isSet = false;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
