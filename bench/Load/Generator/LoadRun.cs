using System.Diagnostics;

namespace BookedBarber.Bench.Generator;

/// <summary>One measurement: what is asked, until when, and what came back.</summary>
/// <param name="requests">What is asked.</param>
/// <param name="clients">How many clients ask.</param>
/// <param name="deadline">In ticks of the stopwatch: what was sent before is awaited, nothing is sent after.</param>
/// <param name="think">How long a client waits before each request; null for not at all.</param>
/// <param name="countBroken">A connection that breaks is counted and its client leaves; else it ends the run.</param>
internal sealed class LoadRun(
    IRequestSource requests, int clients, long deadline, ThinkTime? think = null, bool countBroken = false)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long[] _statuses = new long[600];
    private int _busy = clients;
    private long _broken;
    private long _smallestPage = long.MaxValue;
    private long _largestPage;
    private long _lastAnswer;

    public IRequestSource Requests => requests;

    public long Deadline => deadline;

    public ThinkTime? Think => think;

    public Latencies All { get; } = new();

    /// <summary>Of requests that created something.</summary>
    public Latencies Created { get; } = new();

    public Task Done => _done.Task;

    public long LastAnswer => Volatile.Read(ref _lastAnswer);

    public long Broken => Volatile.Read(ref _broken);

    public (long Smallest, long Largest) PageBytes => (_smallestPage, _largestPage);

    public void Answered(int status, long bodyBytes, long stopwatchTicks)
    {
        Interlocked.Increment(ref _statuses[status]);
        All.Record(stopwatchTicks);
        if (status == 201)
        {
            Created.Record(stopwatchTicks);
        }
        else if (status == 200)
        {
            _smallestPage = Math.Min(_smallestPage, bodyBytes);
            _largestPage = Math.Max(_largestPage, bodyBytes);
        }
    }

    public void ClientDone()
    {
        if (Interlocked.Decrement(ref _busy) == 0)
        {
            Volatile.Write(ref _lastAnswer, Stopwatch.GetTimestamp());
            _done.TrySetResult();
        }
    }

    public void Fail(Exception exception)
    {
        if (!countBroken)
        {
            _done.TrySetException(exception);
            return;
        }

        Interlocked.Increment(ref _broken);
        ClientDone();
    }

    public SortedDictionary<int, long> Statuses()
    {
        var seen = new SortedDictionary<int, long>();
        for (var status = 0; status < _statuses.Length; status++)
        {
            if (_statuses[status] > 0)
            {
                seen[status] = _statuses[status];
            }
        }

        return seen;
    }
}
