using System.Diagnostics;

namespace BookedBarber.Bench.Generator;

/// <summary>One measurement: what is asked, until when, and what came back.</summary>
internal sealed class LoadRun(IRequestSource requests, int clients, long deadline)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long[] _statuses = new long[600];
    private int _busy = clients;
    private long _lastAnswer;

    public IRequestSource Requests => requests;

    /// <summary>In ticks of the stopwatch: what was sent before is awaited, nothing is sent after.</summary>
    public long Deadline => deadline;

    public Latencies All { get; } = new();

    /// <summary>Of requests that created something.</summary>
    public Latencies Created { get; } = new();

    public Task Done => _done.Task;

    public long LastAnswer => Volatile.Read(ref _lastAnswer);

    public void Answered(int status, long stopwatchTicks)
    {
        Interlocked.Increment(ref _statuses[status]);
        All.Record(stopwatchTicks);
        if (status == 201)
        {
            Created.Record(stopwatchTicks);
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

    public void Fail(Exception exception) => _done.TrySetException(exception);

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
