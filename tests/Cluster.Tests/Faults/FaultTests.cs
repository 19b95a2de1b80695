namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>Nothing is lost, doubled or wrongly refused, whatever happens to the processes of a cluster.</summary>
public sealed class FaultTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    [PostgresFact]
    public Task Nothing_is_lost_when_silos_are_killed_every_few_seconds_and_return() =>
        RunAsync("kill -9 of silos", KilledSilos.InjectAsync);

    [PostgresFact]
    public Task A_silo_that_freezes_and_wakes_up_after_it_was_declared_dead_is_not_believed() =>
        RunAsync("zombie", Zombie.InjectAsync);

    [PostgresFact]
    public Task Nothing_is_lost_when_a_silo_is_cut_off_from_the_database() =>
        RunAsync("silo without database", LostDatabase.InjectIntoOneSiloAsync);

    [PostgresFact]
    public Task Nothing_is_lost_when_PostgreSQL_is_restarted_at_once_under_load() =>
        RunAsync("PostgreSQL restarted", LostDatabase.RestartAsync);

    [PostgresFact]
    public Task No_request_fails_while_everything_is_restarted_one_after_the_other() =>
        RunAsync("rolling restart", RollingRestart.RunAsync);

    private Task RunAsync(string name, Func<FaultRun, Task> injectAsync) =>
        FaultRun.ExecuteAsync(name, shared.Cluster, injectAsync);
}
