using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Cluster.Tests.Histories;
using BookedBarber.Cluster.Tests.Processes;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Cluster.Tests.Load;

/// <summary>The way that clients have: HTTP to one Api process.</summary>
internal sealed class HttpDoor(FrontDoor door) : IDoor, IDisposable
{
    // The front door waits ten seconds at most for each call, whatever happens behind it, and makes three for a change.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
    {
        BaseAddress = door.Address,
        Timeout = TimeSpan.FromSeconds(35),
    };

    public string Name => door.Name;

    public FrontDoor Door => door;

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            using var answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative), limit.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public async Task<Reply> SendAsync(Wish wish, LoadShop shop, string? token)
    {
        using var request = RequestFor(wish, shop);
        if (wish.What is not (Asked.Book or Asked.Recall))
        {
            var asStaff = token is null || wish.What == Asked.Confirm;
            request.Headers.Authorization = asStaff ? new("Bearer", shop.Key) : new("Booking", token);
        }

        try
        {
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return Read((int)response.StatusCode, response.Content.Headers.ContentType, text);
        }
        catch (HttpRequestException exception)
        {
            return new Reply(null, $"{exception.HttpRequestError}");
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return new Reply(null, exception is IOException ? "broken" : "time-out");
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage RequestFor(Wish wish, LoadShop shop)
    {
        if (wish.What == Asked.Look)
        {
            return new HttpRequestMessage(HttpMethod.Get, $"/v1/bookings/{wish.Booking}");
        }

        var request = new HttpRequestMessage(HttpMethod.Post, wish.What switch
        {
            Asked.Book or Asked.Recall => $"/v1/shops/{wish.Shop}/bookings",
            Asked.Move => $"/v1/bookings/{wish.Booking}/reschedule",
            Asked.Cancel => $"/v1/bookings/{wish.Booking}/cancel",
            _ => $"/v1/bookings/{wish.Booking}/confirm",
        });
        if (wish.What is Asked.Book or Asked.Recall)
        {
            request.Headers.Add("Idempotency-Key", wish.Key);
            request.Content = JsonContent.Create(Bodies.Booking(
                shop.ServiceFor(wish.Deposit), LoadShop.Text(wish.Start), wish.Barber?.ToString() ?? "any"));
        }
        else if (wish.What == Asked.Move)
        {
            request.Content = JsonContent.Create(new JsonObject
            {
                ["start"] = LoadShop.Text(wish.Start),
                ["barber"] = wish.Barber?.ToString() ?? "any",
            });
        }

        return request;
    }

    private static Reply Read(int status, MediaTypeHeaderValue? type, string text)
    {
        if (type?.MediaType is not ("application/json" or "application/problem+json"))
        {
            return new Reply(status, $"{type}: {text}");
        }

        var json = JsonSerializer.Deserialize<JsonElement>(text);
        if (status is not (200 or 201))
        {
            return new Reply(status, json.GetProperty("code").GetString());
        }

        var seen = new SeenBooking(
            json.GetProperty("id").GetGuid(),
            json.GetProperty("status").GetString()!,
            json.GetProperty("barber").GetGuid(),
            json.GetProperty("start").GetDateTimeOffset(),
            json.TryGetProperty("hold", out var hold) ? hold.GetProperty("expiresAt").GetDateTimeOffset() : null);
        return new Reply(
            status, null, seen, json.TryGetProperty("manageToken", out var token) ? token.GetString() : null);
    }
}
