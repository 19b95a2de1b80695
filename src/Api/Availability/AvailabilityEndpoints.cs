using System.Globalization;
using BookedBarber.Api.Http;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Shops;
using Microsoft.Net.Http.Headers;

namespace BookedBarber.Api.Availability;

/// <summary>The open starts of a shop: as a page, and live.</summary>
public static class AvailabilityEndpoints
{
    private const int DefaultDays = 7;

    /// <summary>Maps <c>/v1/shops/{shop}/availability</c> and its stream.</summary>
    public static void MapAvailability(this RouteGroupBuilder v1)
    {
        v1.MapGet("/shops/{shop}/availability", GetAsync)
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Open").WithSummary("Open starts by day; with an ETag.");
        v1.MapGet("/shops/{shop}/availability/stream", AvailabilityStream.SendAsync)
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .WithTags("Open").WithSummary("An event whenever the open starts of a day change.");
    }

    /// <summary>Reads <c>service</c>, <c>barber</c>, <c>from</c> and <c>days</c>.</summary>
    internal static (AvailabilityQuery? Query, ApiProblem? Problem) Read(HttpRequest request)
    {
        var service = (string?)request.Query["service"];
        if (string.IsNullOrEmpty(service))
        {
            return (null, ApiProblem.Invalid("service", "is required"));
        }

        DateOnly? from = null;
        if (request.Query["from"] is [{ } text])
        {
            if (!DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return (null, ApiProblem.Invalid("from", "must be a date yyyy-MM-dd"));
            }

            from = date;
        }

        var days = DefaultDays;
        if (request.Query["days"] is [{ } count]
            && !(count.All(char.IsAsciiDigit)
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out days)))
        {
            return (null, ApiProblem.Invalid("days", "must be between 1 and 31"));
        }

        var barber = (string?)request.Query["barber"];
        return (new AvailabilityQuery
        {
            Service = service,
            Barber = string.IsNullOrEmpty(barber) ? "any" : barber,
            From = from,
            Days = days,
        }, null);
    }

    private static async Task GetAsync(HttpContext context, ShopAddress address, IGrainFactory grains)
    {
        var (query, problem) = Read(context.Request);
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

        var answer = await grains.GetGrain<IShopGrain>(shopId.ToString()).GetAvailability(query!);
        if (answer.Value is not { } page)
        {
            await ApiProblem.From(answer.Problem!).ToResult().ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        response.Headers.ETag = page.ETag;
        response.Headers.CacheControl = "no-cache";
        if (Matches(context.Request.Headers.IfNoneMatch, page.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = page.Body.Length;
        await response.BodyWriter.WriteAsync(page.Body, context.RequestAborted);
    }

    private static bool Matches(Microsoft.Extensions.Primitives.StringValues ifNoneMatch, string etag)
    {
        if (ifNoneMatch.Count == 0)
        {
            return false;
        }

        // RFC 9110, 13.1.2: a weak comparison, over a list or "*".
        return EntityTagHeaderValue.TryParseList(ifNoneMatch!, out var tags)
            && tags.Any(tag => tag.Tag == "*" || tag.Tag == etag);
    }
}
