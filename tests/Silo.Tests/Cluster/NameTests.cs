using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.TestKit;

namespace BookedBarber.Silo.Tests.Cluster;

public sealed class NameTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task On_the_wire_an_interface_is_called_by_its_alias_and_not_by_its_type()
    {
        await using var silo = await SiloHost.StartAsync(await postgres.CreateDatabaseAsync());
        IGrain[] grains =
        [
            silo.Grains.GetGrain<IShopGrain>("s"), silo.Grains.GetGrain<IBarberGrain>("b"),
            silo.Grains.GetGrain<IBookingGrain>("k"),
        ];

        Assert.Equal(
            ["IShopGrain", "IBarberGrain", "IBookingGrain"],
            grains.Select(grain => ((GrainReference)grain).InterfaceType.ToString()));
    }
}
