using BookedBarber.Api.Availability;
using BookedBarber.Api.Hosting;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Live;

/// <summary>No client takes all live streams, and none makes a shop answer any number of different queries.</summary>
public sealed class StreamPlacesTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly Guid Shop = Guid.NewGuid();

    [PostgresFact]
    public async Task One_client_has_as_many_streams_as_are_set_and_another_when_one_was_closed()
    {
        await using var api = await ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()),
            ("BookedBarber__RateLimits__Streams", "3"));
        var shop = await TestShop.OpenAsync(api.Administrator);
        var streams = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => EventStream.WatchAsync(shop)));

        var refused = await shop.Anonymous.GetAsync($"{shop.Path}/availability/stream?service={shop.Service}");
        refused.ExpectProblem(429, "too_many_requests");
        Assert.Equal("30", refused.Header("Retry-After"));
        (await shop.AvailabilityAsync("days=1")).Expect(200);

        await streams[0].DisposeAsync();
        await Eventually.SeesAsync(
            "a stream opens when another was closed",
            async () =>
            {
                using var response = await shop.Anonymous.OpenAsync(
                    $"{shop.Path}/availability/stream?service={shop.Service}");
                return (int)response.StatusCode;
            },
            status => status == 200);
        foreach (var stream in streams[1..])
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public void One_client_has_64_and_others_have_theirs()
    {
        var places = new StreamPlaces(new ApiSettings { DataDirectory = "" });

        for (var stream = 0; stream < 64; stream++)
        {
            Assert.NotNull(places.Open("192.0.2.1", Shop, Query(1)).Place);
        }

        Assert.Equal(429, places.Open("192.0.2.1", Shop, Query(1)).Problem!.Status);
        Assert.NotNull(places.Open("192.0.2.2", Shop, Query(1)).Place);
    }

    [Fact]
    public void So_many_different_queries_of_a_shop_are_followed_by_any_number()
    {
        var places = new StreamPlaces(new ApiSettings { DataDirectory = "", StreamsPerClient = 0 });
        (IDisposable? Place, ApiProblem? Problem) open(int number) => places.Open("192.0.2.1", Shop, Query(number));
        var first = open(0);
        for (var number = 1; number < StreamPlaces.MaxQueriesOfShop; number++)
        {
            Assert.NotNull(open(number).Place);
        }

        Assert.Equal(503, open(-1).Problem!.Status);
        Assert.NotNull(open(1).Place);
        Assert.NotNull(places.Open("192.0.2.1", Shop, query: null).Place);
        Assert.NotNull(places.Open("192.0.2.1", Guid.NewGuid(), Query(-1)).Place);

        first.Place!.Dispose();
        first.Place.Dispose();
        Assert.NotNull(open(-1).Place);
        Assert.Equal(503, open(0).Problem!.Status);
    }

    private static AvailabilityQuery Query(int number) => new()
    {
        Service = $"{number}",
        Barber = AvailabilityQuery.AnyBarber,
        From = null,
        Days = 7,
    };
}
