using System.Collections.Concurrent;
using System.Diagnostics;

namespace BookedBarber.Cluster.Tests.Histories;

/// <summary>All operations of all clients, with times of one clock.</summary>
public sealed class History
{
    private readonly ConcurrentQueue<Operation> _operations = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _missed;

    /// <summary>When it began, by the clock on the wall: deadlines of holds are told by that one.</summary>
    public DateTimeOffset Started { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The time since it began.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_started);

    /// <summary>The operations, in the order in which they ended.</summary>
    public IReadOnlyCollection<Operation> Operations => _operations;

    /// <summary>How many requests had no definite answer, those of operations that go on included.</summary>
    public int Missed => Volatile.Read(ref _missed);

    /// <summary>A request had no definite answer.</summary>
    public void Miss() => Interlocked.Increment(ref _missed);

    /// <summary>Writes an operation down.</summary>
    public void Add(Operation operation) => _operations.Enqueue(operation);

    /// <summary>A moment on the wall as a time since it began.</summary>
    public TimeSpan At(DateTimeOffset moment) => moment - Started;
}
