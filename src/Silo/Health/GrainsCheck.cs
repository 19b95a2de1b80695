using BookedBarber.Grains.Interfaces.Shops;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookedBarber.Silo.Health;

/// <summary>Whether grains are served: one is activated, which reads its state, and answers.</summary>
public sealed class GrainsCheck(IGrainFactory grains) : IHealthCheck
{
    // No shop can have it, since a slug does not end with a hyphen.
    private const string NobodysSlug = "readiness-";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.GetGrain<IShopSlugGrain>(ShopSlugKey.Of(NobodysSlug)).Resolve().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("Grains are not served.", exception);
        }
    }
}
