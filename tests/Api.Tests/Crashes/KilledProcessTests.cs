using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Crashes;

/// <summary>What was answered with success survives kill -9 of the program.</summary>
public sealed class KilledProcessTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Kills = 3;

    [PostgresFact]
    public async Task What_was_answered_is_there_after_the_program_was_killed_under_load()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var api = await ApiProcess.StartOnAsync(database);
        var crowd = await Crowd.GatherAsync(api.Administrator, seed: 4);

        for (var kill = 0; kill < Kills; kill++)
        {
            await crowd.GoOnAsync(requests: 400);
            await api.KillAsync();
            await api.StartAgainAsync();
        }

        await crowd.GoOnAsync(requests: 400);
        await crowd.LeaveAsync();
        Assert.True(crowd.Repeated > 0, "The load never noticed that the program was killed.");
        await crowd.ExpectWhatWasAnsweredAsync(new BookingTable(database));
    }

    [PostgresFact]
    public async Task What_was_answered_is_there_after_the_program_was_stopped_under_load()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var api = await ApiProcess.StartOnAsync(database);
        var crowd = await Crowd.GatherAsync(api.Administrator, seed: 5);

        await crowd.GoOnAsync(requests: 400);
        Assert.Equal(0, await api.StopAsync());
        await api.StartAgainAsync();

        await crowd.GoOnAsync(requests: 400);
        await crowd.LeaveAsync();
        await crowd.ExpectWhatWasAnsweredAsync(new BookingTable(database));
    }
}
