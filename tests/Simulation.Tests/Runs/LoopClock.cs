namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>The clock of one machine. It may be wrong about the hour, and counts seconds like all others.</summary>
internal sealed class LoopClock(EventLoop loop, Lifetime lifetime) : TimeProvider
{
    /// <summary>How far it is ahead of the truth.</summary>
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => loop.Now + Ahead;

    public override long GetTimestamp() => loop.ElapsedTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        loop.CreateTimer(lifetime, callback, state, dueTime, period);
}
