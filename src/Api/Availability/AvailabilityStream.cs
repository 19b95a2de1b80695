using System.Buffers.Binary;
using System.Security.Cryptography;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Availability;

/// <summary>
/// Server-sent events (WHATWG HTML, 9.2): an <c>availability</c> event with <c>{date, slots}</c> whenever the open
/// starts of a day change. What was open when the stream began is not sent; the comment <c>: watching</c> says that
/// from there on nothing is missed.
/// </summary>
public static class AvailabilityStream
{
    private const int QuietRoundsBetweenComments = 5;

    /// <summary>Answers with the stream; it ends when the client goes or the process stops.</summary>
    public static async Task SendAsync(
        HttpContext context,
        ShopAddress address,
        IGrainFactory grains,
        ShopChanges changes,
        StreamPlaces places,
        IHostApplicationLifetime lifetime)
    {
        var (query, problem) = AvailabilityEndpoints.Read(context.Request);
        if (problem is not null)
        {
            await problem.ToResult().ExecuteAsync(context);
            return;
        }

        if (await address.ResolveAsync(context) is not { } shopId)
        {
            await ApiProblem.NotFound("shop").ToResult().ExecuteAsync(context);
            return;
        }

        var (place, full) = places.Open(ClientNetwork.Of(context), shopId, query!);
        if (full is not null)
        {
            await full.ToResult().ExecuteAsync(context);
            return;
        }

        using var held = place;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var first = await grains.GetGrain<IShopGrain>(shopId.ToString()).GetDays(query!);
            await WatchAsync(context, first, seen => changes.NextAsync(shopId, query!, seen), end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client went, or we stop.
        }
    }

    private static async Task WatchAsync(
        HttpContext context,
        Result<AvailableDays> first,
        Func<long, Task<Result<AvailableDays>>> nextAsync,
        CancellationToken end)
    {
        if (first.Value is not { } start)
        {
            await ApiProblem.From(first.Problem!).ToResult().ExecuteAsync(context);
            return;
        }

        context.Response.BeginEvents();
        await context.Response.SendEventAsync(": watching\n\n"u8.ToArray(), end);
        var (change, known) = (start.Change, Fingerprints(start));
        for (var quietRounds = 0; !end.IsCancellationRequested;)
        {
            var answer = await nextAsync(change).WaitAsync(end);
            if (answer.Value is not { } current)
            {
                return;
            }

            var changed = current.Days.Where(day => !known.Contains(Fingerprint(day))).ToList();
            (change, known) = (current.Change, Fingerprints(current));
            foreach (var day in changed)
            {
                await context.Response.SendEventAsync(
                    (byte[])[.. "event: availability\ndata: "u8, .. day, .. "\n\n"u8], end);
            }

            quietRounds = changed.Count > 0 ? 0 : quietRounds + 1;
            if (quietRounds == QuietRoundsBetweenComments)
            {
                // Proxies close what is silent, and a write is how we learn that a client has gone.
                quietRounds = 0;
                await context.Response.SendEventAsync(":\n\n"u8.ToArray(), end);
            }
        }
    }

    // What a stream remembers of each day: thousands of streams must not keep thousands of pages.
    private static HashSet<UInt128> Fingerprints(AvailableDays days) => [.. days.Days.Select(Fingerprint)];

    private static UInt128 Fingerprint(byte[] day) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(day));
}
