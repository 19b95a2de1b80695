using BookedBarber.Api.Access;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Http;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Barbers;

/// <summary>The barbers of a shop, their hours and time off.</summary>
public static class BarberEndpoints
{
    /// <summary>Maps <c>/v1/shops/{shop}/barbers</c>.</summary>
    public static void MapBarbers(this RouteGroupBuilder staff)
    {
        staff.MapPost("/barbers", AddAsync)
            .RequireAccess(AccessPolicy.Manager).Audited("barber.added")
            .Accepts<BarberBody>("application/json").Produces<BarberProfile>(StatusCodes.Status201Created)
            .WithSummary("Adds a barber, who works no hours until they are set.");
        staff.MapPut("/barbers/{id}", UpdateAsync)
            .RequireAccess(AccessPolicy.Manager).Audited("barber.changed")
            .Accepts<BarberBody>("application/json").Produces<BarberProfile>()
            .WithSummary("Replaces what is said of a barber.");
        staff.MapDelete("/barbers/{id}", RemoveAsync)
            .RequireAccess(AccessPolicy.Manager).Audited("barber.removed")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Takes a barber off the roster; refused while they have upcoming bookings.");
        staff.MapGet("/barbers/{id}/hours", GetHoursAsync)
            .RequireAccess(AccessPolicy.OwnCalendar)
            .Produces<HoursBody>()
            .WithSummary("The working hours; no day has any until they are set.");
        staff.MapPut("/barbers/{id}/hours", SetHoursAsync)
            .RequireAccess(AccessPolicy.Manager).Audited("hours.set")
            .Accepts<HoursBody>("application/json").Produces<HoursBody>()
            .WithSummary("Replaces the working hours; bookings that were made stay.");
        staff.MapGet("/barbers/{id}/time-off", ListTimeOffAsync)
            .RequireAccess(AccessPolicy.OwnCalendar)
            .Produces<TimeOffListView>()
            .WithSummary("The time off that has not passed, by start.");
        staff.MapPost("/barbers/{id}/time-off", AddTimeOffAsync)
            .RequireAccess(AccessPolicy.OwnCalendar).Audited("time-off.added")
            .Accepts<TimeOffBody>("application/json").Produces<TimeOffMessage>(StatusCodes.Status201Created)
            .WithSummary("Adds time off; bookings that were made stay.");
        staff.MapDelete("/barbers/{id}/time-off/{timeOff}", RemoveTimeOffAsync)
            .RequireAccess(AccessPolicy.OwnCalendar).Audited("time-off.removed")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Takes time off back.");
    }

    private static async Task<IResult> AddAsync(HttpContext context, ShopAddress address, IGrainFactory grains)
    {
        var (definition, problem) = await ReadAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var shop = await address.ResolveAsync(context);
        return (await grains.GetGrain<IShopGrain>(shop.ToString()!).AddBarber(definition!))
            .Created(ApiJson.Default.BarberProfile, barber => $"/v1/shops/{shop}/barbers/{barber.Id}");
    }

    private static async Task<IResult> UpdateAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains)
    {
        if (!Guid.TryParseExact(id, "D", out var barberId))
        {
            return ApiProblem.NotFound("barber").ToResult();
        }

        var (definition, problem) = await ReadAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var shop = await address.ResolveAsync(context);
        return (await grains.GetGrain<IShopGrain>(shop.ToString()!).UpdateBarber(barberId, definition!))
            .Ok(ApiJson.Default.BarberProfile);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains)
    {
        if (!Guid.TryParseExact(id, "D", out var barberId))
        {
            return ApiProblem.NotFound("barber").ToResult();
        }

        var shop = await address.ResolveAsync(context);
        return (await grains.GetGrain<IShopGrain>(shop.ToString()!).RemoveBarber(barberId)).NoContent();
    }

    private static async Task<IResult> GetHoursAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains) =>
        await BarberAsync(context, id, address, grains) is { } barber
            ? TypedResults.Json(HoursBody.From((await barber.GetSchedule()).Hours), ApiJson.Default.HoursBody)
            : ApiProblem.NotFound("barber").ToResult();

    private static async Task<IResult> SetHoursAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains)
    {
        if (await BarberAsync(context, id, address, grains) is not { } barber)
        {
            return ApiProblem.NotFound("barber").ToResult();
        }

        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.HoursBody, context.RequestAborted);
        var errors = new FieldErrors();
        var hours = body?.Read(errors);
        if ((problem ?? errors.Problem) is { } bad)
        {
            return bad.ToResult();
        }

        var set = await barber.SetHours(hours!);
        return set.Problem is { } refusal
            ? ApiProblem.From(refusal).ToResult()
            : TypedResults.Json(HoursBody.From(set.Value!), ApiJson.Default.HoursBody);
    }

    private static async Task<IResult> ListTimeOffAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains, TimeProvider clock)
    {
        if (await BarberAsync(context, id, address, grains) is not { } barber)
        {
            return ApiProblem.NotFound("barber").ToResult();
        }

        var now = clock.GetUtcNow();
        var upcoming = (await barber.GetSchedule()).TimeOff.Where(off => off.To > now);
        return TypedResults.Json(new TimeOffListView([.. upcoming]), ApiJson.Default.TimeOffListView);
    }

    private static async Task<IResult> AddTimeOffAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains, TimeProvider clock)
    {
        if (await BarberAsync(context, id, address, grains) is not { } barber)
        {
            return ApiProblem.NotFound("barber").ToResult();
        }

        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.TimeOffBody, context.RequestAborted);
        var errors = new FieldErrors();
        var timeOff = body?.Read(errors, Guid.CreateVersion7(clock.GetUtcNow()));
        if ((problem ?? errors.Problem) is { } bad)
        {
            return bad.ToResult();
        }

        var path = context.Request.Path;
        return (await barber.AddTimeOff(timeOff!))
            .Created(ApiJson.Default.TimeOffMessage, added => $"{path}/{added.Id}");
    }

    private static async Task<IResult> RemoveTimeOffAsync(
        HttpContext context, string id, string timeOff, ShopAddress address, IGrainFactory grains) =>
        Guid.TryParseExact(timeOff, "D", out var timeOffId)
        && await BarberAsync(context, id, address, grains) is { } barber
            ? (await barber.RemoveTimeOff(timeOffId)).NoContent()
            : ApiProblem.NotFound("time off").ToResult();

    /// <summary>A barber of the shop in the address, or null.</summary>
    private static async Task<IBarberGrain?> BarberAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains) =>
        await BarberInAddress.FindAsync(context, id, address, grains) is { } found
            ? grains.GetGrain<IBarberGrain>(found.Barber.Id.ToString())
            : null;

    private static async Task<(BarberDefinition? Definition, ApiProblem? Problem)> ReadAsync(HttpContext context)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.BarberBody, context.RequestAborted);
        if (problem is not null)
        {
            return (null, problem);
        }

        var errors = new FieldErrors();
        var definition = body!.Read(errors);
        return (definition, errors.Problem);
    }
}
