using BookedBarber.Cluster.Tests.Processes;
using BookedBarber.Cluster.Tests.Processes.Network;

namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>Silos on hosts of their own, one of which loses sight of the others.</summary>
public sealed class PartitionTests
{
    [NamespacesFact]
    public async Task A_silo_that_is_cut_off_from_its_peers_is_not_believed()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(await Namespaces.CreateAsync(count: 3));
        await FaultRun.ExecuteAsync("silo without peers", cluster, async run =>
        {
            do
            {
                var index = run.Random.Next(cluster.Silos.Count);
                var silo = cluster.Silos[index];
                run.Note($"{silo} loses sight of its peers");
                await cluster.Network!.IsolateAsync(cluster.Network.Hosts[index]);
                try
                {
                    await cluster.IsDeclaredDeadAsync(silo);
                    run.Note($"{silo} is declared dead");
                    await run.Crowd.GoOnAsync(granted: 100);
                    var code = await silo.Process.EndsAsync("finding itself declared dead", deadlineSeconds: 60);
                    run.Note($"{silo} ended by itself with {code}");
                }
                finally
                {
                    await cluster.Network.HealAsync();
                    run.Note("healed");
                }

                await cluster.RepairAsync();
                await run.Crowd.GoOnAsync(granted: 100);
            }
            while (run.GoesOn);
        });
    }
}

/// <summary>A test that needs PostgreSQL and hosts of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespacesFactAttribute : FactAttribute
{
    public NamespacesFactAttribute() => Skip = PostgresAvailability.SkipReason ?? Namespaces.SkipReason;
}
