using System.Diagnostics.Metrics;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Tests.Hosting;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Grains.Tests;

/// <summary>The number of open holds follows the memories of the barbers, wherever those change.</summary>
public sealed class OpenHoldsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private readonly ManualTimeProvider _clock = new();

    private DateTimeOffset Noon => _clock.GetUtcNow().Date.AddDays(1).AddHours(12);

    [PostgresFact]
    public async Task A_hold_counts_until_it_ends_however_it_ends()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await CreateShopAsync(host, holdMinutes: 10);
        var noon = Noon;
        Assert.Equal(0, OpenHolds(host));

        var confirmed = await HoldAsync(host, shop, noon);
        var cancelled = await HoldAsync(host, shop, noon.AddHours(1));
        await HoldAsync(host, shop, noon.AddHours(2));
        Assert.Equal(3, OpenHolds(host));

        TestShop.Value(await BookingOf(host, confirmed).Change(BookingAction.Confirm, asStaff: true, confirmed.Revision));
        Assert.Equal(2, OpenHolds(host));
        TestShop.Value(await BookingOf(host, cancelled).Change(BookingAction.Cancel, asStaff: true, cancelled.Revision));
        Assert.Equal(1, OpenHolds(host));

        _clock.Advance(TimeSpan.FromMinutes(10));
        await BecomesAsync(host, 0, "the last one expired");
    }

    [PostgresFact]
    public async Task A_hold_is_given_back_with_its_barbers_activation_and_counts_again_with_the_next()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await CreateShopAsync(host, holdMinutes: 60);
        await HoldAsync(host, shop, Noon);
        Assert.Equal(1, OpenHolds(host));

        _clock.Advance(TimeSpan.FromMinutes(20));
        await BecomesAsync(host, 0, "the idle barber gave it back");

        await host.Grains.GetGrain<IBarberGrain>(shop.Barbers[0].ToString()).GetVersion();
        Assert.Equal(1, OpenHolds(host));
    }

    [PostgresFact]
    public async Task A_memory_that_is_read_anew_is_not_counted_twice()
    {
        await using var host = await GrainsHost.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        var shop = await CreateShopAsync(host, holdMinutes: 10);
        await HoldAsync(host, shop, Noon);

        await host.Grains.GetGrain<IBarberGrain>(shop.Barbers[0].ToString()).Reload();

        Assert.Equal(1, OpenHolds(host));
    }

    private static Task<TestShop> CreateShopAsync(GrainsHost host, int holdMinutes) => TestShop.CreateAsync(
        host.Grains, policy: new PolicyMessage { HoldMinutes = holdMinutes }, deposit: 1_000);

    private static async Task<BookingMessage> HoldAsync(GrainsHost host, TestShop shop, DateTimeOffset start) =>
        TestShop.Value(await shop.BookAsync(host.Grains, start)).Booking;

    private static IBookingGrain BookingOf(GrainsHost host, BookingMessage booking) =>
        host.Grains.GetGrain<IBookingGrain>(booking.Id.ToString());

    private static Task<long> BecomesAsync(GrainsHost host, long expected, string what) =>
        Eventually.SeesAsync(what, () => Task.FromResult(OpenHolds(host)), open => open == expected);

    private static long OpenHolds(GrainsHost host)
    {
        long? open = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "bookedbarber.holds.open"
                    && instrument.Meter.Scope == host.Services.GetRequiredService<IMeterFactory>())
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => open = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return Assert.NotNull(open);
    }
}
