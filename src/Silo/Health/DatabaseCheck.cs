using BookedBarber.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookedBarber.Silo.Health;

/// <summary>Whether the database answers.</summary>
public sealed class DatabaseCheck(ILedger ledger) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await ledger.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (LedgerUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}
