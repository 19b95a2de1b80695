namespace Orleans.Hosting;

/// <summary>Runs activations on the thread pool.</summary>
internal sealed class ThreadPoolGrainScheduler : IGrainScheduler
{
    internal static ThreadPoolGrainScheduler Instance { get; } = new();

    public void Schedule(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
}
