using BookedBarber.Api.Access;
using BookedBarber.Api.Availability;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;

namespace BookedBarber.Api.Bookings;

/// <summary>
/// Server-sent events (WHATWG HTML, 9.2) for the people of a shop: a <c>bookings</c> event, without more in it,
/// whenever its bookings, hours or settings have changed. Whoever hears it fetches anew what they show. The comment
/// <c>: watching</c> says that from there on nothing is missed.
/// </summary>
internal static class BookingStream
{
    private const int QuietRoundsBetweenComments = 5;

    // Then a browser comes back, and is asked again who it is.
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>Answers with the stream; it ends when the client goes, the process stops, or after minutes.</summary>
    public static async Task<IResult> SendAsync(
        HttpContext context,
        ShopChanges changes,
        StreamPlaces places,
        IHostApplicationLifetime lifetime,
        TimeProvider clock)
    {
        var shop = context.Admission().Shop!.Value;
        var (place, full) = places.Open(ClientNetwork.Of(context), shop, query: null);
        if (full is not null)
        {
            return full.ToResult();
        }

        using var held = place;
        using var length = new CancellationTokenSource(Length, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping, length.Token);
        try
        {
            var seen = await changes.NextTimelineChangeAsync(shop, seen: 0).WaitAsync(end.Token);
            context.Response.BeginEvents();
            await context.Response.SendEventAsync(": watching\n\n"u8.ToArray(), end.Token);
            for (var quietRounds = 0; ;)
            {
                var current = await changes.NextTimelineChangeAsync(shop, seen).WaitAsync(end.Token);
                quietRounds = current == seen ? quietRounds + 1 : 0;
                if (current != seen)
                {
                    await context.Response.SendEventAsync("event: bookings\ndata: {}\n\n"u8.ToArray(), end.Token);
                }
                else if (quietRounds == QuietRoundsBetweenComments)
                {
                    // Proxies close what is silent, and a write is how we learn that a client has gone.
                    quietRounds = 0;
                    await context.Response.SendEventAsync(":\n\n"u8.ToArray(), end.Token);
                }

                seen = current;
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client went, or we stop, or it is time to come back.
            return Results.Empty;
        }
    }
}
