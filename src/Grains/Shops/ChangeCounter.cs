namespace BookedBarber.Grains.Shops;

/// <summary>Counts changes of one kind, and lets readers wait for the next.</summary>
internal sealed class ChangeCounter(TimeProvider clock)
{
    // Well below the deadline of a call.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private TaskCompletionSource? _next;

    // It begins where no activation before this one has counted to: who has seen that one's count is told at once.
    private long _count = clock.GetUtcNow().UtcTicks;

    /// <summary>The changes so far, from wherever the count began.</summary>
    public long Count => _count;

    /// <summary>Something has changed.</summary>
    public void Increment()
    {
        _count++;
        _next?.TrySetResult();
        _next = null;
    }

    /// <summary>The count once it is another than the reader has seen, or after some seconds.</summary>
    public async Task<long> AwaitAsync(long seen)
    {
        if (_count == seen)
        {
            _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await _next.Task.WaitAsync(Patience, clock);
            }
            catch (TimeoutException)
            {
                // Time itself changes what readers are shown; they look again.
            }
        }

        return _count;
    }
}
