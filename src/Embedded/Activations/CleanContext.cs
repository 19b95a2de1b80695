namespace Orleans.Activations;

/// <summary>
/// Grain code starts with no async locals but its own request, as it would after a message from another process:
/// whatever the caller had set, and whatever the turn before has set, is not there. A synchronization context of the
/// thread would take the grain's awaits away from its scheduler.
/// </summary>
internal readonly struct CleanContext : IDisposable
{
    private static readonly ExecutionContext Empty = CaptureEmpty();
    private readonly ExecutionContext? _before;
    private readonly SynchronizationContext? _synchronization;

    private CleanContext(ExecutionContext? before, SynchronizationContext? synchronization)
        => (_before, _synchronization) = (before, synchronization);

    public void Dispose()
    {
        if (_before is not null) ExecutionContext.Restore(_before);
        if (_synchronization is not null) SynchronizationContext.SetSynchronizationContext(_synchronization);
    }

    internal static CleanContext Enter()
    {
        var before = ExecutionContext.Capture();
        var synchronization = SynchronizationContext.Current;
        if (synchronization is not null) SynchronizationContext.SetSynchronizationContext(null);
        if (before == Empty) return new(null, synchronization);
        Reset();
        return new(before, synchronization);
    }

    internal static void Reset() => ExecutionContext.Restore(Empty);

    private static ExecutionContext CaptureEmpty()
    {
        ExecutionContext? empty = null;
        var thread = new Thread(() => empty = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return empty!;
    }
}
