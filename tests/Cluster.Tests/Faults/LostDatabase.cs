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

    /// <summary>PostgreSQL stops at once and starts again, by turns immediately and after clients noticed.</summary>
    public static async Task RestartAsync(FaultRun run)
    {
        for (var isNoticed = false; run.GoesOn; isNoticed = !isNoticed)
        {
            run.Note("PostgreSQL stops at once");
            await run.Cluster.StopDatabaseAsync();
            if (isNoticed)
            {
                await run.MissesAnswersAsync();
            }

            await run.Cluster.Postgres.Server.StartAgainAsync();
            run.Note("PostgreSQL is back");
            await run.Crowd.GoOnAsync(granted: 300);
        }
    }
}
