using BookedBarber.Ledger.Commits;
using BookedBarber.Ledger.Server;
using BookedBarber.Ledger.Tests.Support;
using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Guard;

/// <summary>The guard after a backup was restored.</summary>
public sealed class RestoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private readonly Guid _barber = Guid.NewGuid();

    [PostgresFact]
    public async Task A_restored_database_has_its_guard_and_its_fences()
    {
        await using var original = await FilledAsync();
        await using var restored = new TestLedger(await postgres.CreateEmptyDatabaseAsync());
        await DumpAndRestoreAsync(original, restored, [], []);

        Assert.Equal(3, await restored.CountAsync("bookings"));
        Assert.Equal(3, await restored.VersionAsync(_barber));
        await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(restored, _barber, "confirmed", 20, 40));
        Assert.Equal(new CommitOutcome.Overlap(), await restored.CommitAsync(Samples.New(_barber, 3, slot: 0)));
        Assert.Equal(new CommitOutcome.Committed(4), await restored.CommitAsync(Samples.New(_barber, 3, slot: 5)));
    }

    [PostgresFact]
    public async Task Rows_alone_are_restored_under_the_guard()
    {
        await using var original = await FilledAsync();
        await using var restored = new TestLedger(await postgres.CreateDatabaseAsync());
        await DumpAndRestoreAsync(
            original, restored, ["--data-only", "--table=bookings", "--table=barber_timelines"], ["--exit-on-error"]);

        Assert.Equal(3, await restored.CountAsync("bookings"));
        Assert.True(await restored.VersionAsync(_barber) > 3);
        await ByHand.IsRefusedAsync(() => ByHand.InsertAsync(restored, _barber, "confirmed", 20, 40));
    }

    private async Task<TestLedger> FilledAsync()
    {
        var ledger = new TestLedger(await postgres.CreateDatabaseAsync());
        await ByHand.InsertAsync(ledger, _barber, "confirmed", 0, 30);
        await ByHand.InsertAsync(ledger, _barber, "cancelled", 10, 40);
        await ByHand.InsertAsync(ledger, _barber, "held", 40, 47);
        return ledger;
    }

    private async Task DumpAndRestoreAsync(
        TestLedger from, TestLedger to, string[] dumpOptions, string[] restoreOptions)
    {
        var file = Path.GetTempFileName();
        try
        {
            await RunAsync(
                ["pg_dump", .. dumpOptions, "--format=custom", $"--file={file}", await UriAsync(from)]);
            await RunAsync(["pg_restore", .. restoreOptions, $"--dbname={await UriAsync(to)}", file]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task RunAsync(string[] command)
    {
        var run = await ProgramRun.RunAsync(command, TimeSpan.FromSeconds(60), CancellationToken.None);
        Assert.True(run.Succeeded, run.Output);
    }

    private async Task<string> UriAsync(TestLedger ledger)
    {
        var database = await ledger.ScalarAsync<string>("select current_database()::text");
        var server = new NpgsqlConnectionStringBuilder(postgres.Server.ConnectionStringTo(database));
        return $"postgresql://{server.Username}:{server.Password}@{server.Host}:{server.Port}/{server.Database}";
    }
}
