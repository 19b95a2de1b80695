using System.Security.Cryptography;
using System.Text;
using BookedBarber.Api.Access;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Barbers;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Shops;
using BookedBarber.Calendars.Writing;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Shops;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace BookedBarber.Api.Calendars;

/// <summary>Bookings as calendars: a barber's feed, and one booking for its client.</summary>
public static class FeedEndpoints
{
    private const string MediaType = "text/calendar; charset=utf-8";

    private static readonly Duration Refresh = Duration.FromMinutes(15);

    /// <summary>Maps what is open to whoever has a token.</summary>
    public static void MapCalendarFeeds(this RouteGroupBuilder v1)
    {
        v1.MapGet("/shops/{shop}/barbers/{id}/calendar.ics", FeedAsync)
            .RequireAccess(AccessPolicy.FeedLink).Limited(RouteClass.Reads)
            .Produces<string>(contentType: CalendarBody.ContentType)
            .WithTags("Open").WithSummary("A barber's bookings for calendar programs; needs the token of the feed.");
        v1.MapGet("/bookings/{id}/calendar.ics", BookingAsync)
            .RequireAccess(AccessPolicy.BookingAddress).Limited(RouteClass.Reads)
            .Produces<string>(contentType: CalendarBody.ContentType)
            .WithTags("Open").WithSummary("A booking for its client's calendar; its token as header, or as ?token=.");
    }

    /// <summary>Maps where staff get the address of a feed.</summary>
    public static void MapFeedAddress(this RouteGroupBuilder staff)
    {
        staff.MapGet("/barbers/{id}/feed", GetAddressAsync)
            .RequireAccess(AccessPolicy.OwnCalendar)
            .Produces<FeedView>()
            .WithSummary("The address at which calendar programs subscribe to a barber's bookings.");
        staff.MapPost("/barbers/{id}/feed", ChangeAddressAsync)
            .RequireAccess(AccessPolicy.OwnCalendar).Audited("feed.changed")
            .Produces<FeedView>()
            .WithSummary("A new address; the old one ends at once.");
    }

    private static async Task<IResult> FeedAsync(
        HttpContext context,
        string id,
        ShopAddress address,
        FeedTokens tokens,
        IGrainFactory grains,
        TimeProvider clock)
    {
        // The token is checked before anything is looked for: nobody learns which ids exist.
        var token = context.Request.Query[FeedTokens.Name].ToString();
        if (!Guid.TryParseExact(id, "D", out var barberId) || tokens.RevisionOf(barberId, token) is not { } revision
            || await Calendars(grains, barberId).GetFeedRevision() != revision)
        {
            return AccessProblems.Forbidden().ToResult();
        }

        if (await BarberInAddress.FindAsync(context, id, address, grains) is not { } found)
        {
            return ApiProblem.NotFound("barber").ToResult();
        }

        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var gathered = await BookingFeed.GatherAsync(grains, found.Shop, found.Barber, now);
        if (gathered.Problem is { } problem)
        {
            return ApiProblem.From(problem).ToResult();
        }

        // All of it but the moment at which it was asked for.
        var name = $"{found.Barber.Name}, {found.Shop.Name}";
        string Write(Instant moment) => BookingCalendar.Feed(name, gathered.Value!.Bookings, moment, Refresh);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Write(NodaConstants.UnixEpoch)));
        var tag = $"\"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}\"";
        Prepare(context.Response);
        context.Response.Headers.ETag = $"W/{tag}";
        return context.Request.ClientHas(tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(Write(now), MediaType);
    }

    private static async Task<IResult> BookingAsync(HttpContext context, IGrainFactory grains, TimeProvider clock)
    {
        var booking = context.Admission().Booking!;
        if (await grains.GetGrain<IShopGrain>(booking.Shop.ToString()).GetProfile() is not { } shop)
        {
            return ApiProblem.NotFound("shop").ToResult();
        }

        Prepare(context.Response);
        context.Response.Headers.ContentDisposition = "attachment; filename=\"booking.ics\"";
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        return TypedResults.Text(BookingCalendar.ForOne(BookingFeed.ForClient(booking, shop), now), MediaType);
    }

    private static async Task<IResult> GetAddressAsync(
        HttpContext context, string id, ShopAddress address, FeedTokens tokens, IGrainFactory grains) =>
        await BarberInAddress.FindAsync(context, id, address, grains) is { } found
            ? Address(context, found, tokens, await Calendars(grains, found.Barber.Id).GetFeedRevision())
            : ApiProblem.NotFound("barber").ToResult();

    private static async Task<IResult> ChangeAddressAsync(
        HttpContext context, string id, ShopAddress address, FeedTokens tokens, IGrainFactory grains) =>
        await BarberInAddress.FindAsync(context, id, address, grains) is { } found
            ? Address(context, found, tokens, await Calendars(grains, found.Barber.Id).ChangeFeed())
            : ApiProblem.NotFound("barber").ToResult();

    private static JsonHttpResult<FeedView> Address(
        HttpContext context, BarberInAddress found, FeedTokens tokens, long revision)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new FeedView(tokens.AddressOf(context.Request, found, revision)), ApiJson.Default.FeedView);
    }

    private static IBarberCalendarsGrain Calendars(IGrainFactory grains, Guid barberId) =>
        grains.GetGrain<IBarberCalendarsGrain>(barberId.ToString());

    // The address is a secret: it is passed on to nobody, and what it gives is kept for nobody else.
    private static void Prepare(HttpResponse response)
    {
        response.Headers.CacheControl = "private, no-cache";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
