using BookedBarber.Cluster.Tests.Load;

namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>A silo dies without a word, its barbers are booked elsewhere, it returns, and the next one dies.</summary>
internal static class KilledSilos
{
    public static async Task InjectAsync(FaultRun run)
    {
        await using var whereabouts = await Whereabouts.OpenAsync(run.Cluster.Postgres.ConnectionString);
        do
        {
            var (silo, barbers) = await whereabouts.PickBusySiloAsync(run);
            var killed = run.History.Now;
            run.Note($"kill -9 {silo}, {barbers.Count} barbers");
            await silo.Process.KillAsync();
            await run.RecoversAsync(killed, barbers);
            await silo.Process.StartAsync();
            run.Note($"{silo} is back");
            await run.Crowd.GoOnAsync(granted: 100);
        }
        while (run.GoesOn);
    }
}
