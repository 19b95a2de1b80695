using System.Diagnostics;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.TestKit;
using Npgsql;
using Orleans.Runtime;

namespace BookedBarber.Silo.Tests.Cluster;

public sealed class DrainTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Activations = 100_000;

    // Kubernetes sends a SIGKILL after the grace that k8s/ gives a silo; the host gives up before that.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    [PostgresFact]
    public async Task A_silo_with_a_hundred_thousand_activations_hands_over_and_leaves_within_its_grace()
    {
        var database = await postgres.CreateDatabaseAsync();
        var silo = await SiloHost.StartAsync(database);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Activations),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (_, _) => await silo.Grains.GetGrain<IBarberGrain>(Guid.NewGuid().ToString()).ExpireHolds());
        var statistics = await silo.Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        Assert.True(statistics.Sum(kind => kind.ActivationCount) >= Activations);

        var started = Stopwatch.GetTimestamp();
        await silo.DisposeAsync();
        var elapsed = Stopwatch.GetElapsedTime(started);

        Assert.True(elapsed < Grace, $"It took {elapsed}.");
        Assert.Equal((int)SiloStatus.Dead, await StatusAsync(database));
    }

    private static async Task<int> StatusAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select status from silos");
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
