using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.TestKit.Processes;

namespace BookedBarber.TestKit.Client;

/// <summary>Speaks to the API as somebody: nobody, staff with a key, or a client with a booking's token.</summary>
/// <param name="address">Where it listens.</param>
/// <param name="console">What it has said, to explain a failure of its own.</param>
/// <param name="authorization">As whom.</param>
public sealed class ApiClient(Uri address, ConsoleLines console, string? authorization = null)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = int.MaxValue,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>The same server, as nobody.</summary>
    public ApiClient Anonymous => new(address, console);

    /// <summary>The same server, as whoever has a key.</summary>
    public ApiClient WithKey(string key) => new(address, console, $"Bearer {key}");

    /// <summary>The same server, as whoever has a booking's token.</summary>
    public ApiClient WithToken(string token) => new(address, console, $"Booking {token}");

    /// <summary>The same server, with this header.</summary>
    public ApiClient WithAuthorization(string header) => new(address, console, header);

    /// <summary>GET.</summary>
    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>GET; null when there is no answer.</summary>
    public async Task<Answer?> TryGetAsync(string path)
    {
        try
        {
            return await GetAsync(path);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>POST with a JSON body.</summary>
    public Task<Answer> PostAsync(string path, JsonNode? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body), headers);

    /// <summary>PUT with a JSON body.</summary>
    public Task<Answer> PutAsync(string path, JsonNode body) => SendAsync(HttpMethod.Put, path, Json(body));

    /// <summary>DELETE.</summary>
    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>Any request.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, content, headers);
        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response, console);
    }

    /// <summary>The response as soon as its headers are there; its body is still to come.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path, null);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static StringContent? Json(JsonNode? body) => body is null
        ? null
        : new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private HttpRequestMessage Request(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = content };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
