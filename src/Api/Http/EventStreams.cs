namespace BookedBarber.Api.Http;

/// <summary>Answers with server-sent events (WHATWG HTML, 9.2).</summary>
internal static class EventStreams
{
    /// <summary>Says that events follow, which are for this client and for now.</summary>
    public static void BeginEvents(this HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
    }

    /// <summary>Sends what is a whole event or comment, at once.</summary>
    public static async Task SendEventAsync(
        this HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken end)
    {
        await response.BodyWriter.WriteAsync(bytes, end);
        await response.BodyWriter.FlushAsync(end);
    }
}
