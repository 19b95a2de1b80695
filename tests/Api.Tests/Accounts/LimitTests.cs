using System.Net;
using System.Text.Json.Nodes;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Limits;
using BookedBarber.TestKit.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>How much one client may ask, and what it is told when that is too much.</summary>
public sealed class LimitTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly JsonObject Credentials = new() { ["email"] = "nobody@example.org", ["password"] = "wrong" };

    [PostgresFact]
    public async Task Signing_in_is_limited_strictly_and_booking_and_reading_are_not()
    {
        await using var api = await ApiProcess.StartOnAsync(await postgres.CreateDatabaseAsync());
        var shop = await TestShop.OpenAsync(api.Administrator);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => api.Anonymous.PostAsync(
            "/v1/account/sign-in", Credentials.DeepClone())));

        var refused = answers.Where(answer => answer.Status == 429).ToList();
        Assert.Equal(30, refused.Count);
        Assert.All(refused, answer =>
        {
            answer.ExpectProblem(429, "too_many_requests");
            Assert.InRange(int.Parse(answer.Header("Retry-After")!, null), 1, 60);
        });
        (await api.Anonymous.PostAsync(
            "/v1/account/forgot-password", new JsonObject { ["email"] = "a@example.org" }))
            .ExpectProblem(429, "too_many_requests");
        var reads = await Task.WhenAll(
            Enumerable.Range(0, 300).Select(_ => api.Anonymous.GetAsync(shop.Path)));
        Assert.All(reads, answer => Assert.Equal(200, answer.Status));
    }

    [PostgresFact]
    public async Task Each_class_has_a_limit_that_can_be_set_and_each_key_its_own_count()
    {
        await using var api = await ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()),
            ("BookedBarber__RateLimits__Booking", "4"),
            ("BookedBarber__RateLimits__Reads", "7"));
        var shop = await TestShop.OpenAsync(api.Administrator);

        var bookings = new List<int>();
        for (var number = 0; number < 6; number++)
        {
            bookings.Add((await shop.TryBookAsync(shop.Booking(shop.At(2, $"{9 + number:00}:00")))).Status);
        }

        Assert.Equal([201, 201, 201, 201, 429, 429], bookings);
        var reads = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.AvailabilityAsync("days=1")));
        Assert.Equal(7, reads.Count(answer => answer.Status == 200));
        (await shop.Staff.GetAsync($"{shop.Path}/bookings?from={shop.Date(0)}&to={shop.Date(9)}")).Expect(200);
    }

    [PostgresFact]
    public async Task Who_finds_no_place_for_a_hash_is_told_when_to_come_back_and_others_book_meanwhile()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var shop = await TestShop.OpenAsync(api.Administrator);
        var places = await Task.WhenAll(Enumerable.Range(0, HashPlaces.Count)
            .Select(_ => api.Get<HashPlaces>().TakeAsync(CancellationToken.None)));

        var refused = await api.Anonymous.PostAsync("/v1/account/sign-in", Credentials.DeepClone());
        refused.ExpectProblem(503, "unavailable");
        Assert.Equal("1", refused.Header("Retry-After"));
        await shop.BookAsync(shop.At(3, "10:00"));

        foreach (var place in places)
        {
            place.Dispose();
        }

        (await api.Anonymous.PostAsync("/v1/account/sign-in", Credentials.DeepClone()))
            .ExpectProblem(401, "invalid_credentials");
    }

    [PostgresFact]
    public async Task To_invite_is_limited_as_signing_in_since_it_sends_a_mail()
    {
        await using var api = await HostedApi.StartAsync(postgres);

        var invite = Assert.Single(api.Endpoints, endpoint =>
            endpoint.RoutePattern.RawText!.TrimEnd('/').EndsWith("/members", StringComparison.Ordinal)
            && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"));
        Assert.Same(RouteClass.SignIn, invite.Metadata.OfType<RouteClass>().Last());
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:23ff:4:5:6:7", "2001:db8:1:2300::")]
    [InlineData("2001:db8:1:2300::1", "2001:db8:1:2300::")]
    [InlineData("2001:db8:1:2400::1", "2001:db8:1:2400::")]
    public void One_client_is_one_address_or_what_a_household_has_of_IPv6(string address, string network)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);

        Assert.Equal(network, ClientNetwork.Of(context));
    }

    [PostgresFact]
    public async Task A_limit_that_is_none_keeps_the_program_from_starting()
    {
        var start = await Assert.ThrowsAsync<Xunit.Sdk.XunitException>(() => ApiProcess.StartAsync(
            DataDirectory.Create(), ("BookedBarber__RateLimits__SignIn", "many")));

        Assert.Contains("BookedBarber__RateLimits__SignIn must be a number", start.Message, StringComparison.Ordinal);
    }
}
