namespace BookedBarber.Size.Hosting;

/// <summary>The machine's clock, which can be put forward: nobody waits a quarter of an hour for idle grains.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long _aheadTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Ahead.Ticks;

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);

    private TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));
}
