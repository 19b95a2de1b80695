using BookedBarber.Api.Access;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Barbers;
using BookedBarber.Api.Http;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Calendars;

namespace BookedBarber.Api.Calendars;

/// <summary>The calendars of others in which a barber is busy.</summary>
public static class BusyCalendarEndpoints
{
    private const string DefaultName = "calendar";

    /// <summary>Maps <c>/v1/shops/{shop}/barbers/{id}/busy</c>.</summary>
    public static void MapBusyCalendars(this RouteGroupBuilder staff)
    {
        staff.MapPost("/barbers/{id}/busy", PutAsync)
            .RequireAccess(AccessPolicy.OwnCalendar).Audited("busy-calendar.set")
            .WithMetadata(new CalendarSizeLimit())
            .Accepts<string>(CalendarBody.ContentType, "application/json")
            .Produces<BusyCalendarMessage>(StatusCodes.Status201Created)
            .WithSummary("Takes the busy times of a calendar (text/calendar), or subscribes to one (JSON: url, name). "
                + "?name= says which one a text replaces.");
        staff.MapGet("/barbers/{id}/busy", ListAsync)
            .RequireAccess(AccessPolicy.OwnCalendar)
            .Produces<BusyCalendarListView>()
            .WithSummary("The calendars in which a barber is busy.");
        staff.MapDelete("/barbers/{id}/busy/{calendar}", RemoveAsync)
            .RequireAccess(AccessPolicy.OwnCalendar).Audited("busy-calendar.removed")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes a calendar: its time is free again.");
    }

    private static async Task<IResult> PutAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains)
    {
        if (await BarberInAddress.FindAsync(context, id, address, grains) is not { } found)
        {
            return ApiProblem.NotFound("barber").ToResult();
        }

        var (definition, problem) = CalendarBody.IsMeantBy(context.Request)
            ? await ReadTextAsync(context, found.Shop.Id)
            : await ReadSubscriptionAsync(context, found.Shop.Id);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var path = context.Request.Path;
        return (await Calendars(grains, found.Barber.Id).Put(definition!))
            .Created(ApiJson.Default.BusyCalendarMessage, calendar => $"{path}/{calendar.Id}");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains)
    {
        if (await BarberInAddress.FindAsync(context, id, address, grains) is not { } found)
        {
            return ApiProblem.NotFound("barber").ToResult();
        }

        var list = await Calendars(grains, found.Barber.Id).List();
        return TypedResults.Json(new BusyCalendarListView(list.Items, null), ApiJson.Default.BusyCalendarListView);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string id, string calendar, ShopAddress address, IGrainFactory grains) =>
        Guid.TryParseExact(calendar, "D", out var calendarId)
        && await BarberInAddress.FindAsync(context, id, address, grains) is { } found
            ? (await Calendars(grains, found.Barber.Id).Remove(calendarId)).NoContent()
            : ApiProblem.NotFound("calendar").ToResult();

    private static IBarberCalendarsGrain Calendars(IGrainFactory grains, Guid barberId) =>
        grains.GetGrain<IBarberCalendarsGrain>(barberId.ToString());

    private static async Task<(BusyCalendarDefinition? Definition, ApiProblem? Problem)> ReadTextAsync(
        HttpContext context, Guid shopId)
    {
        var (text, problem) = await CalendarBody.ReadAsync(context.Request, context.RequestAborted);
        var name = context.Request.Query["name"].ToString();
        return problem is not null ? (null, problem) : (
            new BusyCalendarDefinition { Shop = shopId, Name = name.Length > 0 ? name : DefaultName, Text = text },
            null);
    }

    private static async Task<(BusyCalendarDefinition? Definition, ApiProblem? Problem)> ReadSubscriptionAsync(
        HttpContext context, Guid shopId)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.SubscriptionBody, context.RequestAborted);
        var errors = new FieldErrors();
        var url = body is null ? "" : errors.Required(body.Url, "url");
        if ((problem ?? errors.Problem) is { } bad)
        {
            return (null, bad);
        }

        var host = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : DefaultName;
        return (new BusyCalendarDefinition { Shop = shopId, Name = body!.Name ?? host, Url = url }, null);
    }
}
