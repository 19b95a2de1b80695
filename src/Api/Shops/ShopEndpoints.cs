using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Shops;

/// <summary>Shops: what everyone may see, and what administrators and owners change.</summary>
public static class ShopEndpoints
{
    /// <summary>Maps <c>POST /v1/shops</c>, <c>GET /v1/shops/{shop}</c> and <c>PUT /v1/shops/{shop}</c>.</summary>
    public static void MapShops(this RouteGroupBuilder v1)
    {
        v1.MapGet("/shops/{shop}", GetAsync)
            .Produces<ShopProfile>()
            .WithTags("Open").WithSummary("A shop: its policy, services and barbers.");
        v1.MapPost("/shops", CreateAsync).RequireAdministrator()
            .Accepts<ShopBody>("application/json").Produces<ShopProfile>(StatusCodes.Status201Created)
            .WithTags("Staff").WithSummary("Creates a shop; for administrators.");
        v1.MapPut("/shops/{shop}", UpdateAsync).RequireShopStaff()
            .Accepts<ShopBody>("application/json").Produces<ShopProfile>()
            .WithTags("Staff").WithSummary("Replaces name, zone, currency and policy; the slug stays.");
    }

    private static async Task<IResult> GetAsync(HttpContext context, ShopAddress address, IGrainFactory grains) =>
        await address.ResolveAsync(context) is { } id
        && await grains.GetGrain<IShopGrain>(id.ToString()).GetProfile() is { } profile
            ? TypedResults.Json(profile, ApiJson.Default.ShopProfile)
            : ApiProblem.NotFound("shop").ToResult();

    private static async Task<IResult> CreateAsync(HttpContext context, IGrainFactory grains)
    {
        var (definition, problem) = await ReadAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        // The slug is the grain's key: a text that can be none must not become one.
        if (!Scheduling.Shops.ShopNames.IsSlug(definition!.Slug))
        {
            return ApiProblem.Invalid(
                "slug",
                "must be 1 to 63 lower-case letters, digits or inner hyphens, not a UUID and no page of the program")
                .ToResult();
        }

        var created = await grains.GetGrain<IShopSlugGrain>(ShopSlugKey.Of(definition.Slug)).Create(definition);
        return created.Created(ApiJson.Default.ShopProfile, shop => $"/v1/shops/{shop.Id}");
    }

    private static async Task<IResult> UpdateAsync(HttpContext context, ShopAddress address, IGrainFactory grains)
    {
        var (definition, problem) = await ReadAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var shop = await address.ResolveAsync(context);
        return (await grains.GetGrain<IShopGrain>(shop.ToString()!).Update(definition!))
            .Ok(ApiJson.Default.ShopProfile);
    }

    private static async Task<(ShopDefinition? Definition, ApiProblem? Problem)> ReadAsync(HttpContext context)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.ShopBody, context.RequestAborted);
        if (problem is not null)
        {
            return (null, problem);
        }

        var errors = new FieldErrors();
        var definition = body!.Read(errors);
        return (definition, errors.Problem);
    }
}
