using BookedBarber.Grains.Interfaces.Health;

namespace BookedBarber.Grains.Health;

/// <inheritdoc cref="IReadinessGrain"/>
[GrainType("readiness")]
public sealed class ReadinessGrain : Grain, IReadinessGrain
{
    /// <inheritdoc/>
    public Task Answer()
    {
        // The next one asks for an activation, too.
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
