namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>Where clients go on after they have waited.</summary>
internal sealed class LoopContext(EventLoop loop) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => loop.Post(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nobody in a run waits for a thread.");
}
