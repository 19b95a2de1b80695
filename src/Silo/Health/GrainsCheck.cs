using BookedBarber.Grains.Interfaces.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookedBarber.Silo.Health;

/// <summary>Whether grains are served: one is activated, and answers.</summary>
public sealed class GrainsCheck(IGrainFactory grains) : IHealthCheck
{
    // One for each process: a silo that is lost is not missed by all at once.
    private readonly string _key = Guid.NewGuid().ToString();

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.GetGrain<IReadinessGrain>(_key).Answer().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("Grains are not served.", exception);
        }
    }
}
