using System.Globalization;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Availability;

/// <summary>The open starts of a shop: as a page, and live.</summary>
public static class AvailabilityEndpoints
{
    private const int DefaultDays = 7;
    private const int MaxIdsLength = 512;

    /// <summary>Maps <c>/v1/shops/{shop}/availability</c> and its stream.</summary>
    public static void MapAvailability(this RouteGroupBuilder v1)
    {
        var pages = ((IEndpointRouteBuilder)v1).ServiceProvider.GetRequiredService<AvailabilityPages>();
        v1.MapGet("/shops/{shop}/availability", (Delegate)pages.SendAsync)
            .RequireAccess(AccessPolicy.Open).Limited(RouteClass.Reads)
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Open").WithSummary("Open starts by day; with an ETag.");
        v1.MapGet("/shops/{shop}/availability/stream", AvailabilityStream.SendAsync)
            .RequireAccess(AccessPolicy.Open).Limited(RouteClass.Reads)
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

        var errors = new FieldErrors();
        var query = new AvailabilityQuery
        {
            Service = Canonical(service),
            Barber = Canonical(request.Query["barber"] is [{ Length: > 0 } barber]
                ? barber
                : AvailabilityQuery.AnyBarber),
            From = request.Query.ContainsKey("from") ? errors.RequiredDate(request.Query["from"], "from") : null,
            Days = request.Query.ContainsKey("days") ? Days(request.Query["days"], errors) : DefaultDays,
        };
        return (query, errors.Problem);
    }

    // One spelling for each query: pages are kept by it.
    private static string Canonical(string ids) => ids.Length <= MaxIdsLength ? ids.Trim().ToLowerInvariant() : "";

    private static int Days(string? text, FieldErrors errors)
    {
        // int.TryParse passes over NULs at the end.
        if (text is { Length: > 0 } && text.All(char.IsAsciiDigit)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            return days;
        }

        errors.Add("days", $"must be between 1 and {AvailabilityQuery.MaxDays}");
        return DefaultDays;
    }
}
