using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.TestKit;
using Npgsql;
using Orleans.Storage;

namespace BookedBarber.Grains.Tests;

/// <summary>Grain state that somebody else has written meanwhile, or whose write had no answer.</summary>
public sealed class LostStateTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_grain_that_lost_its_ETag_refuses_one_write_and_then_knows_better()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var host = await GrainsHost.StartAsync(database);
        var shop = await TestShop.CreateAsync(host.Grains);
        var barber = host.Grains.GetGrain<IBarberGrain>(shop.Barbers[0].ToString());
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var steal = dataSource.CreateCommand(
            "update grain_state set version = version + 1 where state_name = 'barber'");
        Assert.Equal(1, await steal.ExecuteNonQueryAsync());

        await Assert.ThrowsAsync<InconsistentStateException>(() => barber.SetHours(TestShop.AllDay()));

        TestShop.Value(await barber.SetHours(TestShop.AllDay()));
    }
}
