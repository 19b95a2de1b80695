using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Crashes;

/// <summary>PostgreSQL is killed under load; the program lives on and recovers by itself.</summary>
public sealed class KilledDatabaseTests : IAsyncLifetime
{
    private TemporaryPostgres? _postgres;
    private ApiProcess? _api;

    private TemporaryPostgres Postgres => _postgres!;

    private ApiProcess Api => _api!;

    public async Task InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            _postgres = await TemporaryPostgres.StartAsync();
            _api = await ApiProcess.StartOnAsync(_postgres.ConnectionString);
        }
    }

    public async Task DisposeAsync()
    {
        await (_api?.DisposeAsync() ?? default);
        await (_postgres?.DisposeAsync() ?? default);
    }

    [PostgresFact]
    public async Task What_was_answered_is_there_after_the_database_was_killed_under_load()
    {
        var crowd = await Crowd.GatherAsync(Api.Administrator, seed: 6);

        foreach (var isNoticed in (bool[])[false, true, false])
        {
            await crowd.GoOnAsync(requests: 400);
            await Postgres.Server.KillAsync();
            if (isNoticed)
            {
                await crowd.MeetFailuresAsync();
            }

            await Postgres.Server.StartAgainAsync();
        }

        await crowd.GoOnAsync(requests: 400);
        await crowd.LeaveAsync();
        await crowd.ExpectWhatWasAnsweredAsync(new BookingTable(Postgres.ConnectionString));
    }

    [PostgresFact]
    public async Task While_the_database_is_away_bookings_get_503_and_open_starts_are_read_from_memory()
    {
        var shop = await TestShop.OpenAsync(Api.Administrator, new ShopPlan { Barbers = 2 });
        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        var before = await shop.AvailabilityAsync($"from={shop.Date(3)}");

        await Postgres.Server.KillAsync();
        var refused = await shop.TryBookAsync(shop.Booking(shop.At(3, "12:00")), "k");
        var during = await shop.AvailabilityAsync($"from={shop.Date(3)}");
        var otherDays = await shop.AvailabilityAsync($"from={shop.Date(20)}&days=14");
        var lookup = await shop.Anonymous.WithToken(booked.ManageToken).GetAsync($"/v1/bookings/{booked.Id}");
        var hours = await shop.Staff.PutAsync(
            $"{shop.Path}/barbers/{shop.Barbers[0]}/hours", Bodies.Hours("10:00", "12:00"));
        var ready = await Api.Anonymous.GetAsync("/health/ready");
        var live = await Api.Anonymous.GetAsync("/health/live");

        Assert.All([refused, lookup, hours], answer => Assert.True(
            int.Parse(answer.ExpectProblem(503, "unavailable").Header("Retry-After")!, null) > 0));
        Assert.Equal(before.Expect(200).Text, during.Expect(200).Text);
        Assert.NotEmpty(OpenStarts.From(otherDays).All);
        ready.Expect(503);
        live.Expect(200);

        await Postgres.Server.StartAgainAsync();
        await Eventually.SeesAsync(
            "the same request is granted once the database is back",
            async () => await shop.TryBookAsync(shop.Booking(shop.At(3, "12:00")), "k"),
            answer => answer.Status is 200 or 201);
        await Eventually.SeesAsync(
            "the program says that it is ready",
            async () => await Api.Anonymous.GetAsync("/health/ready"),
            answer => answer.Status == 200);
        Assert.Equal(2, await new BookingTable(Postgres.ConnectionString).CountAsync(shop.Id));
    }
}
