using BookedBarber.Cluster.Tests.Load;
using BookedBarber.Cluster.Tests.Processes;

namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>Nothing is lost, doubled or wrongly refused, whatever happens to the processes of a cluster.</summary>
public sealed class FaultTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const int ZombieCustomers = 6;

    [PostgresFact]
    public Task Nothing_is_lost_when_silos_are_killed_every_few_seconds_and_return() => RunAsync("kill -9 of silos", async run =>
    {
        await using var whereabouts = await Whereabouts.OpenAsync(run.Cluster.Postgres.ConnectionString);
        while (run.GoesOn)
        {
            var (silo, barbers) = await PickBusySiloAsync(run, whereabouts);
            var killed = run.History.Now;
            run.Note($"kill -9 {silo}, {barbers.Count} barbers");
            await silo.Process.KillAsync();
            await run.RecoversAsync(killed, barbers);
            await silo.Process.StartAsync();
            run.Note($"{silo} is back");
            await run.Crowd.GoOnAsync(granted: 100);
        }
    });

    [PostgresFact]
    public Task A_silo_that_freezes_and_wakes_up_after_it_was_declared_dead_is_not_believed() => RunAsync("zombie", async run =>
    {
        while (run.GoesOn)
        {
            var zombie = PickSilo(run);
            await using var gateway = await GatewayDoor.OpenAsync($"gateway of {zombie}", zombie.Gateway);
            var isOver = false;
            var customers = Enumerable.Range(0, ZombieCustomers)
                .Select(number => new Customer(
                    $"z{number}-{run.History.Operations.Count}",
                    run.Shops,
                    run.History,
                    new Random(Settings.Seed + number),
                    (attempt, random) => attempt == 0 ? gateway : run.Balancer.Next(random)))
                .Select(customer => customer.VisitAsync(() => !Volatile.Read(ref isOver)))
                .ToList();
            await run.Crowd.GoOnAsync(granted: 100);
            run.Note($"SIGSTOP {zombie}");
            await zombie.Process.SignalAsync("STOP");
            var woken = TimeSpan.Zero;
            try
            {
                await run.Cluster.IsDeclaredDeadAsync(zombie);
                run.Note($"{zombie} is declared dead");
                await run.Crowd.GoOnAsync(granted: 200);
            }
            finally
            {
                woken = run.History.Now;
                run.Note($"SIGCONT {zombie}");
                await zombie.Process.SignalAsync("CONT");
            }

            var code = await zombie.Process.EndsAsync("finding itself declared dead", deadlineSeconds: 60);
            run.Note($"{zombie} ended by itself with {code}");
            Volatile.Write(ref isOver, true);
            await Eventually.ComesAsync("customers of the zombie leave", Task.WhenAll(customers), deadlineSeconds: 120);
            var heard = run.History.Operations.SelectMany(operation => operation.Attempts)
                .Count(attempt => attempt.Door == gateway.Name && attempt.Ended > woken && attempt.Status is not null);
            run.Note($"{heard} answers came through its gateway after it woke up");
            await zombie.Process.StartAsync();
            run.Note($"{zombie} is back");
        }
    });

    [PostgresFact]
    public Task Nothing_is_lost_when_a_silo_is_cut_off_from_the_database() => RunAsync("silo without database", async run =>
    {
        await using var whereabouts = await Whereabouts.OpenAsync(run.Cluster.Postgres.ConnectionString);
        for (var round = 0; run.GoesOn || round < 2; round++)
        {
            var (silo, barbers) = await PickBusySiloAsync(run, whereabouts);
            var isSwallowed = round % 2 == 1;
            run.Note(
                $"{silo}, {barbers.Count} barbers: the way to the database {(isSwallowed ? "swallows" : "is cut")}");
            if (isSwallowed)
            {
                silo.WayToDatabase.Swallow();
            }
            else
            {
                silo.WayToDatabase.Cut();
            }

            await MissesAnswersAsync(run);
            silo.WayToDatabase.Heal();
            run.Note("healed");
            await run.Cluster.RepairAsync();
            await run.Crowd.GoOnAsync(granted: 100);
        }
    });

    [PostgresFact]
    public Task Nothing_is_lost_when_PostgreSQL_is_restarted_at_once_under_load() => RunAsync("PostgreSQL restarted", async run =>
    {
        while (run.GoesOn)
        {
            run.Note("PostgreSQL stops at once");
            await run.Cluster.RestartDatabaseAsync();
            run.Note("PostgreSQL is back");
            await run.Crowd.GoOnAsync(granted: 300);
        }
    });

    [PostgresFact]
    public Task No_request_fails_while_everything_is_restarted_one_after_the_other() => RunAsync("rolling restart", async run =>
    {
        do
        {
            foreach (var silo in run.Cluster.Silos)
            {
                run.Note($"SIGTERM {silo}");
                Assert.Equal(0, await silo.Process.StopAsync());
                run.Note($"{silo} has left");
                await silo.Process.StartAsync();
                run.Note($"{silo} is back");
            }

            foreach (var door in run.Cluster.Doors)
            {
                run.Balancer.TakeOut(door);
                run.Note($"SIGTERM {door}");
                Assert.Equal(0, await door.Process.StopAsync());
                await door.Process.StartAsync();
                run.Balancer.TakeOut(null);
                run.Note($"{door} is back");
                await run.Crowd.GoOnAsync(granted: 50);
            }
        }
        while (run.GoesOn);

        var failed = run.History.Operations.Where(one => one.Attempts.Any(attempt => attempt.IsOpen)).ToList();
        Assert.True(failed.Count == 0, $"{failed.Count} requests failed:\n{string.Join('\n', failed.Take(10))}");
    });

    private static SiloProcess PickSilo(FaultRun run) => run.Cluster.Silos[run.Random.Next(run.Cluster.Silos.Count)];

    // One that has barbers of this run, where that can be known.
    private static async Task<(SiloProcess Silo, IReadOnlySet<Guid> Barbers)> PickBusySiloAsync(
        FaultRun run, Whereabouts whereabouts)
    {
        var ours = run.Shops.SelectMany(shop => shop.Barbers).ToHashSet();
        var candidates = new List<(SiloProcess, IReadOnlySet<Guid>)>();
        foreach (var silo in run.Cluster.Silos)
        {
            var there = await whereabouts.BarbersOnAsync(silo);
            candidates.Add((silo, there.Where(ours.Contains).ToHashSet()));
        }

        var busy = candidates.Where(candidate => candidate.Item2.Count > 0).DefaultIfEmpty(candidates[0]).ToList();
        return busy[run.Random.Next(busy.Count)];
    }

    // Otherwise the fault was none.
    private static Task MissesAnswersAsync(FaultRun run)
    {
        var before = Missed();
        return Eventually.HoldsAsync("somebody has to repeat a request", () => Missed() > before);

        int Missed() => run.History.Operations.Count(operation => operation.Attempts.Any(attempt => attempt.IsOpen));
    }

    private Task RunAsync(string name, Func<FaultRun, Task> injectAsync) =>
        FaultRun.ExecuteAsync(name, shared.Cluster, injectAsync);
}
