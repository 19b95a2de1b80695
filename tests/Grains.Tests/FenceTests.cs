using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;
using NodaTime;
using Npgsql;

namespace BookedBarber.Grains.Tests;

/// <summary>The second layer alone: two activations of one barber, neither of which knows of the other.</summary>
public sealed class FenceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Slots = 40;
    private const int CallersPerSlotAndHost = 5;

    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.UtcNow.Date.AddDays(1);

    [PostgresFact]
    public async Task Two_activations_of_one_barber_never_book_the_same_time_twice()
    {
        var database = await DatabaseWithoutGuardAsync();
        await using var one = await GrainsHost.StartAsync(database);
        await using var other = await GrainsHost.StartAsync(database);
        var shop = await TestShop.CreateAsync(one.Grains);
        await ShareAsync(shop, one, other);

        // Steps of 15 minutes for visits of 30: each slot also collides with its neighbours.
        var answers = await Task.WhenAll(
            from slot in Enumerable.Range(0, Slots)
            from caller in Enumerable.Range(0, CallersPerSlotAndHost)
            from host in new[] { one, other }
            select host.Grains.GetGrain<IBarberGrain>(shop.Barbers[0].ToString())
                .Take(Command(shop, Tomorrow.AddMinutes(15 * slot))));

        var won = answers.Where(answer => answer.Booking is not null).Select(answer => answer.Booking!).ToList();
        var rows = await RowsAsync(one, shop);
        Assert.Equal(won.Select(booking => booking.Id).Order(), rows.Select(row => row.Id).Order());
        Assert.All(answers.Where(a => a.Booking is null), a => Assert.Equal(ProblemCodes.SlotTaken, a.Problem!.Code));
        var byStart = rows.OrderBy(row => row.Start).ToList();
        Assert.All(byStart.Zip(byStart.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));

        // Nobody was refused for a booking that did not happen: no gap of 45 minutes or more is left where many asked.
        Assert.All(byStart.Zip(byStart.Skip(1)), pair =>
            Assert.True(pair.Second.Start - pair.First.End < Duration.FromMinutes(45)));
    }

    [PostgresFact]
    public async Task An_activation_that_missed_a_booking_is_refused_and_learns_of_it()
    {
        var database = await DatabaseWithoutGuardAsync();
        await using var one = await GrainsHost.StartAsync(database);
        await using var other = await GrainsHost.StartAsync(database);
        var shop = await TestShop.CreateAsync(one.Grains);
        await ShareAsync(shop, one, other);
        var stale = other.Grains.GetGrain<IBarberGrain>(shop.Barbers[0].ToString());
        await stale.GetVersion();

        var barber = one.Grains.GetGrain<IBarberGrain>(shop.Barbers[0].ToString());
        Assert.NotNull((await barber.Take(Command(shop, Tomorrow.AddHours(9)))).Booking);
        var refused = await stale.Take(Command(shop, Tomorrow.AddHours(9)));

        Assert.Equal(ProblemCodes.SlotTaken, refused.Problem?.Code);
        Assert.Equal((await barber.GetVersion()).Ledger, (await stale.GetVersion()).Ledger);
    }

    // The fence has to do it alone.
    private async Task<string> DatabaseWithoutGuardAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var blind = dataSource.CreateCommand("""
            create or replace function overlapping_booking(barber uuid, during tstzrange, other_than uuid)
              returns table (id uuid) language sql stable as 'select null::uuid where false'
            """);
        await blind.ExecuteNonQueryAsync();
        return database;
    }

    private static TakeCommand Command(TestShop shop, DateTimeOffset start) => new()
    {
        BookingId = Guid.CreateVersion7(),
        Request = shop.Request(start, shop.Barbers[0]),
        Plan = new PlanMessage
        {
            DurationTicks = 6,
            BufferBeforeTicks = 0,
            BufferAfterTicks = 0,
            Price = new() { Amount = 3_500, Currency = "EUR" },
        },
    };

    // Storage of grain state may be apart for each host; then the other one is told what the first one knows.
    private static async Task ShareAsync(TestShop shop, GrainsHost from, GrainsHost to)
    {
        var profile = (await shop.Grain(from.Grains).GetProfile())!;
        var barber = to.Grains.GetGrain<IBarberGrain>(shop.Barbers[0].ToString());
        await barber.Configure(new BarberSettings
        {
            ShopId = shop.Id,
            Revision = 1,
            TimeZone = profile.TimeZone,
            Policy = profile.Policy,
        });
        await barber.SetHours(TestShop.AllDay());
    }

    private static async Task<IReadOnlyList<Booking>> RowsAsync(GrainsHost host, TestShop shop) =>
        (await host.Ledger.ListAsync(
            new()
            {
                ShopId = shop.Id,
                From = Instant.FromUtc(2020, 1, 1, 0, 0),
                To = Instant.FromUtc(2040, 1, 1, 0, 0),
                Limit = 500,
                Now = SystemClock.Instance.GetCurrentInstant(),
            },
            default)).Items;
}
