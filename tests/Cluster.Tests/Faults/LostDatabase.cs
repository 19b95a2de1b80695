using BookedBarber.Cluster.Tests.Load;

namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>The database is out of reach, for one silo or for all.</summary>
internal static class LostDatabase
{
    /// <summary>One silo loses the way to the database, by turns with resets and without a word.</summary>
    public static async Task InjectIntoOneSiloAsync(FaultRun run)
    {
        await using var whereabouts = await Whereabouts.OpenAsync(run.Cluster.Postgres.ConnectionString);
        for (var round = 0; run.GoesOn || round < 2; round++)
        {
            var (silo, barbers) = await whereabouts.PickBusySiloAsync(run);
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

            await run.MissesAnswersAsync();
            silo.WayToDatabase.Heal();
            run.Note("healed");
            await run.Cluster.RepairAsync();
            await run.Crowd.GoOnAsync(granted: 100);
        }
    }

    // Pages are answered from memory; who takes the front doors out for this takes everything out.
    private static async Task StayReadyAsync(FaultRun run)
    {
        foreach (var door in run.Cluster.Doors)
        {
            using var http = new HttpDoor(door);
            await Eventually.HoldsAsync($"{door} is ready without a database", http.IsReadyAsync);
        }
    }

    /// <summary>PostgreSQL stops at once and starts again, by turns immediately and after clients noticed.</summary>
    public static async Task RestartAsync(FaultRun run)
    {
        for (var round = 0; run.GoesOn || round < 2; round++)
        {
            var isNoticed = round % 2 == 1;
            run.Note("PostgreSQL stops at once");
            await run.Cluster.StopDatabaseAsync();
            if (isNoticed)
            {
                await run.MissesAnswersAsync();
                await StayReadyAsync(run);
            }

            await run.Cluster.Postgres.Server.StartAgainAsync();
            run.Note("PostgreSQL is back");
            await run.Crowd.GoOnAsync(granted: 300);
        }
    }
}
