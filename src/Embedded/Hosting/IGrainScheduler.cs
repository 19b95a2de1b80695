namespace Orleans.Hosting;

/// <summary>
/// Where activations run. The default is the thread pool; a simulator hands in one thread and a seed, and with it
/// decides which activation goes next. Called from any thread on which something ends that a grain was waiting for.
/// </summary>
public interface IGrainScheduler
{
    /// <summary>Runs this item once, soon, and never inside this call.</summary>
    /// <param name="item">One activation that has work to do, or an answer for whoever called one.</param>
    void Schedule(IThreadPoolWorkItem item);
}
