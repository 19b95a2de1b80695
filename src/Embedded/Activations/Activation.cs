using Orleans.Calls;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Activations;

// How turns are scheduled.
//
// An activation is a grain object and the right to run it. Three things that other designs keep apart are one object
// here, so that an idle grain costs little: the activation, the TaskScheduler on which the awaits of its methods
// resume, and the work item that is handed to the thread pool.
//
// Work comes in two sorts. *Pieces* may run as soon as the thread is free: continuations of methods that were
// waiting at an await (queued by the base library, because the await captured this TaskScheduler), requests that have
// been admitted, and the steps of activation and deactivation. *Requests* that may not start yet wait in a list.
//
// While there are pieces, the activation is scheduled: it is in the pool's queue or on one thread, never on two.
// The flag that says so changes under the lock together with the queue of pieces, so no piece is left behind and no
// second thread gets in. That is all there is to "never two threads in one activation".
//
// Turns add one rule. A request is admitted when it may interleave with everything ([AlwaysInterleave]), when no
// ordinary request is running, or when it is [ReadOnly] and the request that holds the turn is too. When the holder
// ends, the turn goes to the request that has waited longest. A reader joins only while the first reader runs: a
// stream of readers can therefore not keep a writer out for ever. Being admitted and being counted as running is one
// step under the lock, so that two requests cannot both find the turn free.
//
// A request that cannot be admitted looks up the chain of requests that wait for it. If one of them holds this very
// turn, waiting would never end, and the caller is told so at once (GrainCallCycleException).
//
// Deactivation waits for the running requests, then runs OnDeactivateAsync. What is still waiting moves to a new
// activation, which takes the old one's place in the directory under the old one's lock: a caller either reaches the
// old list before that or finds the new activation after it, so none is lost and the order is kept.
//
// No thread ever runs caller and callee in one stack frame of a turn: a caller's continuation is queued to the
// caller's own scheduler.
internal sealed partial class Activation : TaskScheduler, IThreadPoolWorkItem, IGrainContext
{
    /// <summary>How many pieces run before other activations get a chance.</summary>
    private const int PiecesInARow = 64;

    private static readonly Action<object?> RunPiecesOf = static self => ((Activation)self!).RunPieces();
    private static readonly object ActivateStep = new();
    private static readonly object DeactivateStep = new();

    private WorkItems _pieces;
    private RequestList _waiting;
    private RequestList _running;
    private Request? _holder;
    private Extras? _extras;
    private int _waitingCount;
    private int _turnsTaken;
    private long _lastUsedMs;
    private Phase _phase;
    private bool _scheduled;

    internal Activation(GrainKind kind, string key)
    {
        Kind = kind;
        Key = key;
        _lastUsedMs = kind.Runtime.NowMs;
    }

    private enum Phase : byte
    {
        Created,
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    /// <summary>The activation whose grain's constructor is running on this thread.</summary>
    [field: ThreadStatic]
    internal static Activation? UnderConstruction { get; private set; }

    public GrainId GrainId => new(Kind.GrainType, IdSpan.Create(Key));

    public object? GrainInstance { get; private set; }

    internal GrainKind Kind { get; }

    internal string Key { get; }

    internal GrainRuntime Runtime => Kind.Runtime;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    void IThreadPoolWorkItem.Execute()
    {
        using var clean = CleanContext.Enter();
        new Task(RunPiecesOf, this).RunSynchronously(this);
    }

    protected override void QueueTask(Task task) => AddPiece(task);

    // Besides the batch itself, only a continuation whose antecedent ended in this activation's own turn may go on in
    // the same breath.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
        => !taskWasPreviouslyQueued && (Current == this || ReferenceEquals(task.AsyncState, this))
            && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void RunPieces()
    {
        for (var left = Runtime.OnePieceAtATime ? 1 : PiecesInARow; left > 0; left--)
        {
            object piece;
            lock (this)
            {
                if (_pieces.Take() is not { } next)
                {
                    _scheduled = false;
                    return;
                }

                piece = next;
            }

            Run(piece);
        }

        lock (this)
        {
            if (_pieces.IsEmpty)
            {
                _scheduled = false;
                return;
            }
        }

        Runtime.ScheduleBehindOthers(this);
    }

    private void Run(object piece)
    {
        if (piece is Task task) TryExecuteTask(task);
        else if (piece is Request request)
        {
            request.Start(this);
            CleanContext.Reset();
        }
        else
        {
            _ = piece == ActivateStep ? ActivateAsync() : DeactivateAsync();
            CleanContext.Reset();
        }
    }

    private void AddPiece(object piece)
    {
        bool schedule;
        lock (this) schedule = AddPieceLocked(piece);
        if (schedule) Runtime.Scheduler.Schedule(this);
    }

    /// <summary>Whether the caller must schedule this activation once it has left the lock.</summary>
    private bool AddPieceLocked(object piece)
    {
        _pieces.Add(piece);
        return !_scheduled && (_scheduled = true);
    }
}
