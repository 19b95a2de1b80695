using Microsoft.Extensions.Logging;

namespace BookedBarber.Silo.Cluster;

/// <summary>A client that starts before the first silo waits for it, up to a deadline.</summary>
internal sealed partial class ConnectionPatience(TimeProvider clock, ILogger<ConnectionPatience> logger)
    : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly long _started = clock.GetTimestamp();

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(_started) > ClusterTimings.ConnectDeadline)
        {
            return false;
        }

        LogWaiting(logger, exception.Message);
        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No silo can be reached yet: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
