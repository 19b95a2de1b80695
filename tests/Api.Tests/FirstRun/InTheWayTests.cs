using System.Net;
using System.Net.Sockets;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Live;
using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;
using Npgsql;
using Xunit.Sdk;

namespace BookedBarber.Api.Tests.FirstRun;

/// <summary>Starts that cannot succeed say why, and leave nothing behind; an end is not held up.</summary>
public sealed class InTheWayTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_second_program_on_the_same_data_directory_is_refused_and_the_first_goes_on()
    {
        await using var first = await ApiProcess.StartAsync(DataDirectory.Create());

        var failure = await Assert.ThrowsAsync<XunitException>(() => ApiProcess.StartAsync(first.DataPath));

        Assert.Contains("in use by another BookedBarber process", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
        (await first.Anonymous.GetAsync("/health/ready")).Expect(200);
    }

    [PostgresFact]
    public async Task A_port_that_is_taken_ends_the_program_and_the_server_that_it_had_started()
    {
        var directory = DataDirectory.Create();
        using var inTheWay = new TcpListener(IPAddress.Loopback, LowPort.Find());
        var turningAway = TurnEverybodyAwayAsync(inTheWay);

        var failure = await Assert.ThrowsAsync<XunitException>(
            () => ApiProcess.StartAtAsync(new Uri($"http://{inTheWay.LocalEndpoint}"), directory));

        Assert.Contains("address already in use", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Null(PostgresProcess.IdIn(directory));
        inTheWay.Stop();
        await turningAway;
    }

    [PostgresFact]
    public async Task Open_streams_do_not_hold_up_the_end()
    {
        await using var api = await ApiProcess.StartOnAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.OpenAsync(api.Administrator);
        await using var stream = await EventStream.WatchAsync(shop);

        var stopped = api.StopAsync();

        await Eventually.ComesAsync("the program has ended", stopped, deadlineSeconds: 10);
        Assert.Equal(0, await stopped);
        await stream.EndsAsync();
    }

    [PostgresFact]
    public async Task A_database_that_is_slow_at_first_delays_the_start_and_does_not_end_it()
    {
        var (directory, database) = (DataDirectory.Create(), await postgres.CreateDatabaseAsync());
        await using var before = await ApiProcess.StartAsync(directory, ("ConnectionStrings__BookedBarber", database));
        await before.StopAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("lock table grain_state in exclusive mode", connection, transaction);
        await command.ExecuteNonQueryAsync();

        // Grains can be read, and nothing can be written of them.
        await using var api = ApiProcess.Launch(
            directory, ("ConnectionStrings__BookedBarber", database), ("BookedBarber__Demo", "true"));
        await Eventually.HoldsAsync(
            "the program tries again or has ended", () => TriesAgain() || !api.IsRunning, deadlineSeconds: 60);
        Assert.True(TriesAgain(), $"It did not try again:\n{api.Console}");
        await transaction.CommitAsync();

        await api.WaitUntilReadyAsync();
        var shop = (await api.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        Assert.Equal(6, shop["services"].GetArrayLength());
        Assert.Equal(5, shop["barbers"].GetArrayLength());

        bool TriesAgain() => api.Console.ToString().Contains("taken again", StringComparison.Ordinal);
    }

    private static async Task TurnEverybodyAwayAsync(TcpListener listener)
    {
        listener.Start();
        try
        {
            while (true)
            {
                (await listener.AcceptTcpClientAsync()).Dispose();
            }
        }
        catch (SocketException)
        {
            // The listener was stopped.
        }
    }
}
