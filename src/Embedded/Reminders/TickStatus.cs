namespace Orleans.Runtime;

/// <summary>When a reminder ticks. All times are UTC.</summary>
/// <param name="firstTickTime">When it was first due.</param>
/// <param name="period">From one tick to the next.</param>
/// <param name="timeStamp">When this tick happened.</param>
public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
{
    /// <summary>When it was first due.</summary>
    public DateTime FirstTickTime { get; } = firstTickTime;

    /// <summary>From one tick to the next.</summary>
    public TimeSpan Period { get; } = period;

    /// <summary>When this tick happened.</summary>
    public DateTime CurrentTickTime { get; } = timeStamp;

    /// <inheritdoc/>
    public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
}
