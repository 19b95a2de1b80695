using BookedBarber.Api.Access;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Shops;

/// <summary>The services of a shop.</summary>
public static class ServiceEndpoints
{
    /// <summary>Maps <c>/v1/shops/{shop}/services</c>.</summary>
    public static void MapServices(this RouteGroupBuilder staff)
    {
        staff.MapPost("/services", AddAsync).RequireAccess(AccessPolicy.Manager).Audited("service.added")
            .Accepts<ServiceBody>("application/json").Produces<ServiceProfile>(StatusCodes.Status201Created)
            .WithSummary("Adds a service.");
        staff.MapPut("/services/{id}", UpdateAsync).RequireAccess(AccessPolicy.Manager).Audited("service.changed")
            .Accepts<ServiceBody>("application/json").Produces<ServiceProfile>()
            .WithSummary("Replaces a service; bookings that were made keep what was agreed.");
        staff.MapDelete("/services/{id}", RemoveAsync).RequireAccess(AccessPolicy.Manager).Audited("service.removed")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Takes a service off the list; bookings that were made stay.");
    }

    private static async Task<IResult> AddAsync(HttpContext context, ShopAddress address, IGrainFactory grains)
    {
        var (definition, problem) = await ReadAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var shop = await address.ResolveAsync(context);
        return (await grains.GetGrain<IShopGrain>(shop.ToString()!).AddService(definition!))
            .Created(ApiJson.Default.ServiceProfile, service => $"/v1/shops/{shop}/services/{service.Id}");
    }

    private static async Task<IResult> UpdateAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains)
    {
        if (!Guid.TryParseExact(id, "D", out var serviceId))
        {
            return ApiProblem.NotFound("service").ToResult();
        }

        var (definition, problem) = await ReadAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var shop = await address.ResolveAsync(context);
        return (await grains.GetGrain<IShopGrain>(shop.ToString()!).UpdateService(serviceId, definition!))
            .Ok(ApiJson.Default.ServiceProfile);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains)
    {
        if (!Guid.TryParseExact(id, "D", out var serviceId))
        {
            return ApiProblem.NotFound("service").ToResult();
        }

        var shop = await address.ResolveAsync(context);
        return (await grains.GetGrain<IShopGrain>(shop.ToString()!).RemoveService(serviceId)).NoContent();
    }

    private static async Task<(ServiceDefinition? Definition, ApiProblem? Problem)> ReadAsync(HttpContext context)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.ServiceBody, context.RequestAborted);
        if (problem is not null)
        {
            return (null, problem);
        }

        var errors = new FieldErrors();
        var definition = body!.Read(errors);
        return (definition, errors.Problem);
    }
}
