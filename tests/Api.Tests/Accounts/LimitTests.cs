using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;

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
    public async Task A_limit_that_is_none_keeps_the_program_from_starting()
    {
        var start = await Assert.ThrowsAsync<Xunit.Sdk.XunitException>(() => ApiProcess.StartAsync(
            DataDirectory.Create(), ("BookedBarber__RateLimits__SignIn", "many")));

        Assert.Contains("BookedBarber__RateLimits__SignIn must be a number", start.Message, StringComparison.Ordinal);
    }
}
