namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>From the start of a process to its end: what belongs to it is not run any more afterwards.</summary>
internal sealed class Lifetime
{
    private readonly TaskCompletionSource _end = new();

    public bool IsOver => _end.Task.IsCompleted;

    /// <summary>Who waits for an answer from this process loses the connection then.</summary>
    public Task Ended => _end.Task;

    public void End() => _end.TrySetResult();
}
