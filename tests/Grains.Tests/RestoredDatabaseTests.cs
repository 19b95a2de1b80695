using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.TestKit;
using Npgsql;

namespace BookedBarber.Grains.Tests;

/// <summary>A database that goes back in time while grains run: a restore, or a replica that was behind.</summary>
public sealed class RestoredDatabaseTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.UtcNow.Date.AddDays(1).AddHours(12);

    [PostgresFact]
    public async Task A_barber_believes_a_database_that_went_back_in_time()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var host = await GrainsHost.StartAsync(database);
        var shop = await TestShop.CreateAsync(host.Grains);
        TestShop.Value(await shop.BookAsync(host.Grains, Noon));
        TestShop.Value(await shop.BookAsync(host.Grains, Noon.AddHours(1)));
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var restore = dataSource.CreateCommand(
            "delete from bookings; update barber_timelines set version = 0");
        await restore.ExecuteNonQueryAsync();

        TestShop.Value(await shop.BookAsync(host.Grains, Noon.AddHours(2)));

        Assert.Equal(shop.Barbers, await shop.OfferedAtAsync(host.Grains, Noon));
        TestShop.Value(await shop.BookAsync(host.Grains, Noon));
    }
}
