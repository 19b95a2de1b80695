using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Support;

namespace BookedBarber.Api.Tests.Races;

/// <summary>Many booking requests that reach the server at one moment, each on a connection of its own.</summary>
internal static class Stampede
{
    public static Task<Answer[]> BookAsync(TestShop shop, int count, Func<int, (string Key, JsonObject Body)> request)
    {
        var gun = new StartingGun(count);
        return Task.WhenAll(Enumerable.Range(0, count).Select(number =>
        {
            var (key, body) = request(number);
            return shop.Anonymous.SendAsync(
                HttpMethod.Post,
                $"{shop.Path}/bookings",
                gun.Hold(Encoding.UTF8.GetBytes(body.ToJsonString())),
                ("Idempotency-Key", key));
        }));
    }
}
