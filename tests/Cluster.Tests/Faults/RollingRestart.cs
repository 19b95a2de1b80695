namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>
/// Every process is asked to end and started again, one after the other; a front door gets nobody new before that. No
/// request may fail: the patience of the front door is enough, and no client has to repeat anything.
/// </summary>
internal static class RollingRestart
{
    public static async Task RunAsync(FaultRun run)
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
        Assert.True(
            run.History.Missed == 0,
            $"{run.History.Missed} requests failed:\n{string.Join('\n', failed.Take(10))}");
    }
}
