namespace Orleans.Activations;

/// <summary>
/// Grain code starts with no async locals but its own request, as it would after a message from another process:
/// whatever the caller had set, and whatever the turn before has set, is not there.
/// </summary>
internal readonly struct CleanContext : IDisposable
{
    private static readonly ExecutionContext Empty = CaptureEmpty();
    private readonly ExecutionContext? _before;

    private CleanContext(ExecutionContext? before) => _before = before;

    public void Dispose()
    {
        if (_before is not null) ExecutionContext.Restore(_before);
    }

    internal static CleanContext Enter()
    {
        var before = ExecutionContext.Capture();
        if (before == Empty) return default;
        Reset();
        return new(before);
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
