using System.Collections.Concurrent;
using BookedBarber.Api.Http;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using Microsoft.AspNetCore.Http.Features;

namespace BookedBarber.Api.Availability;

// How a page is sent a hundred thousand times
//
// A shop keeps its pages ready as bytes, so what a request costs is the way to them: reading the address, a call to the
// grain, two changes of thread. A shop in this process gives its page with a lease, and while that lasts the same
// address is answered with the same bytes. The shop withdraws the lease before it answers whatever made the page stale,
// so nobody reads a page that is older than a call would have brought.
//
// A shop in another process gives no lease: between a change there and our hearing of it, somebody could book and then
// read the old page. There all who want a page share a call. Whoever comes while one is on its way waits for the next:
// the shop may have answered the first before the newcomer's booking.

/// <summary>Answers <c>GET /v1/shops/{shop}/availability</c>.</summary>
public sealed class AvailabilityPages(IGrainFactory grains, ShopAddress address, TimeProvider clock)
{
    // What is remembered for each address is the address and a reference; the pages themselves are the shop's.
    private const int MaxKnown = 4_096;
    private const int MaxTargetLength = 512;

    private readonly ConcurrentDictionary<string, PageLease> _leases = new(StringComparer.Ordinal);
    private readonly SharedCalls<(Guid Shop, AvailabilityQuery Query), Result<AvailabilityPage>> _calls = new(
        wanted => grains.GetGrain<IShopGrain>(wanted.Shop.ToString()).GetAvailability(wanted.Query), clock);

    /// <summary>Answers a request.</summary>
    public Task SendAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return _leases.TryGetValue(target, out var lease) && lease.PageAt(clock.GetUtcNow()) is { } page
            ? SendAsync(context, page)
            : AskAsync(context, target);
    }

    private async Task AskAsync(HttpContext context, string target)
    {
        var (query, problem) = AvailabilityEndpoints.Read(context.Request);
        if (problem is not null)
        {
            await problem.ToResult().ExecuteAsync(context);
            return;
        }

        if (await address.ResolveAsync(context) is not { } shop)
        {
            await ApiProblem.NotFound("shop").ToResult().ExecuteAsync(context);
            return;
        }

        var answer = await _calls.AskAsync((shop, query!));
        if (answer.Value is not { } page)
        {
            await ApiProblem.From(answer.Problem!).ToResult().ExecuteAsync(context);
            return;
        }

        if (page.Lease is { } lease)
        {
            Remember(target, lease);
        }

        await SendAsync(context, page);
    }

    private void Remember(string target, PageLease lease)
    {
        if (target.Length > MaxTargetLength)
        {
            return;
        }

        if (_leases.TryAdd(target, lease))
        {
            if (_leases.Count > MaxKnown)
            {
                _leases.Clear();
            }
        }
        else
        {
            _leases[target] = lease;
        }
    }

    private static Task SendAsync(HttpContext context, AvailabilityPage page)
    {
        var response = context.Response;
        response.Headers.ETag = page.ETag;
        response.Headers.CacheControl = "no-cache";
        if (context.Request.ClientHas(page.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = page.Body.Length;
        var sent = response.BodyWriter.WriteAsync(page.Body);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }
}
