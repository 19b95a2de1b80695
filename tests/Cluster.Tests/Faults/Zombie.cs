using BookedBarber.Cluster.Tests.Load;

namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>
/// A silo is frozen until it is declared dead and its barbers are active elsewhere; then it wakes up, with the memory
/// it had, with requests that had arrived, and with customers at its gateway who know no other.
/// </summary>
internal static class Zombie
{
    private const int CustomersAtGateway = 6;

    public static async Task InjectAsync(FaultRun run)
    {
        for (var round = 0; round == 0 || run.GoesOn; round++)
        {
            var zombie = run.Cluster.Silos[run.Random.Next(run.Cluster.Silos.Count)];
            await using var gateway = await GatewayDoor.OpenAsync($"gateway of {zombie}", zombie.Gateway);
            var isOver = false;
            foreach (var number in Enumerable.Range(0, CustomersAtGateway))
            {
                run.Crowd.Enter(new Customer(
                    $"z{round}.{number}",
                    run.Shops,
                    run.History,
                    new Random(Settings.Seed + 1_000 * round + number),
                    (attempt, random) => attempt == 0 ? gateway : run.Balancer.Next(random)),
                    () => !Volatile.Read(ref isOver));
            }

            await run.Crowd.GoOnAsync(granted: 100);
            run.Note($"SIGSTOP {zombie}");
            await zombie.Process.SignalAsync("STOP");
            TimeSpan woken;
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
            gateway.Close();
            await zombie.Process.StartAsync();
            run.Note($"{zombie} is back");
            await run.Crowd.GoOnAsync(granted: 100);
            var heard = run.History.Operations.SelectMany(operation => operation.Attempts)
                .Count(attempt => attempt.Door == gateway.Name && attempt.Ended > woken && attempt.Status is not null);
            run.Note($"{heard} answers came through its gateway after it woke up");
            Assert.True(heard > 0, "Nobody heard anything from the silo after it woke up.");
        }
    }
}
