using BookedBarber.Cluster.Tests.Processes;

namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>One cluster for all faults that need no network of their own, one after the other.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private ClusterUnderTest? _cluster;

    internal ClusterUnderTest Cluster =>
        _cluster ?? throw new InvalidOperationException("The cluster was not started.");

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            _cluster = await ClusterUnderTest.StartAsync();
        }
    }

    async Task IAsyncLifetime.DisposeAsync() => await (_cluster?.DisposeAsync() ?? default);
}
