using System.Text.Json;
using BookedBarber.TestKit.Client;
using Xunit.Sdk;

namespace BookedBarber.Api.Tests.Live;

/// <summary>Reads server-sent events as a browser would.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private const int DeadlineSeconds = 60;

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;
    private readonly List<string> _seen = [];

    private EventStream(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _lines = new StreamReader(stream);
    }

    private string Seen => $"seen last: {string.Join(" | ", _seen.TakeLast(10))}";

    /// <summary>How often the people of a shop were told of something so far.</summary>
    public int TimesHeard => _seen.Count(line => line == "event: bookings");

    /// <summary>Connects, and waits for the word that nothing is missed from here on.</summary>
    public static Task<EventStream> WatchAsync(TestShop shop, string query = "") =>
        WatchAsync(shop.Anonymous, $"{shop.Path}/availability/stream?service={shop.Service}{query}");

    /// <summary>The same for what the people of a shop are told.</summary>
    public static Task<EventStream> WatchBookingsAsync(ApiClient client, TestShop shop) =>
        WatchAsync(client, $"{shop.Path}/bookings/stream");

    /// <summary>The next event for a date: the starts that are open then.</summary>
    public async Task<IReadOnlyList<OpenStart>> NextForAsync(string date)
    {
        while (true)
        {
            await ReadUntilAsync(line => line == "event: availability", $"an availability event for {date}");
            var data = await ReadUntilAsync(_ => true, "the data of an event");
            Assert.StartsWith("data: ", data, StringComparison.Ordinal);
            Assert.Equal("", await ReadUntilAsync(_ => true, "the end of an event"));
            var day = JsonSerializer.Deserialize<JsonElement>(data["data: ".Length..]);
            if (day.GetProperty("date").GetString() == date)
            {
                return [.. day.GetProperty("slots").EnumerateArray().Select(OpenStart.From)];
            }
        }
    }

    /// <summary>Waits until the people of a shop are told that something has changed.</summary>
    public async Task HearsOfBookingsAsync()
    {
        await ReadUntilAsync(line => line == "event: bookings", "a bookings event");
        Assert.Equal("data: {}", await ReadUntilAsync(_ => true, "the data of an event"));
        Assert.Equal("", await ReadUntilAsync(_ => true, "the end of an event"));
    }

    /// <summary>Waits for the comment that comes after some rounds without a change.</summary>
    public Task IsQuietAsync() => ReadUntilAsync(line => line == ":", "the comment of a quiet stream");

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _response.Dispose();
        return default;
    }

    /// <summary>Waits until the server ends the stream.</summary>
    public async Task EndsAsync()
    {
        try
        {
            while (await _lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(DeadlineSeconds)) is not null)
            {
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The connection was closed.
        }
    }

    private static async Task<EventStream> WatchAsync(ApiClient client, string address)
    {
        var response = await client.OpenAsync(address);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var stream = new EventStream(response, await response.Content.ReadAsStreamAsync());
        await stream.ReadUntilAsync(line => line == ": watching", "the comment ': watching'");
        return stream;
    }

    private async Task<string> ReadUntilAsync(Func<string, bool> isWanted, string expectation)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(DeadlineSeconds));
        try
        {
            while (await _lines.ReadLineAsync(deadline.Token) is { } line)
            {
                _seen.Add(line);
                if (isWanted(line))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new XunitException(
                $"After {DeadlineSeconds} s there was not {expectation}; {Seen}");
        }

        throw new XunitException($"The stream ended before {expectation}; {Seen}");
    }
}
