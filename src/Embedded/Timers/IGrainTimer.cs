namespace Orleans.Runtime;

/// <summary>A timer whose ticks are turns of its grain. It ends with the activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when the timer ticks next and how often after that.</summary>
    /// <param name="dueTime">From now to the next tick; infinite to pause.</param>
    /// <param name="period">From the end of a tick to the next; infinite for one tick.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}
