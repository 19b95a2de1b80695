using BookedBarber.Accounts.Members;
using BookedBarber.Api.Access;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Shops;

/// <summary>Shops: what everyone may see, and what administrators and owners change.</summary>
public static class ShopEndpoints
{
    private const int MaxOwned = 3;

    /// <summary>Maps <c>POST /v1/shops</c>, <c>GET /v1/shops/{shop}</c> and <c>PUT /v1/shops/{shop}</c>.</summary>
    public static void MapShops(this RouteGroupBuilder v1)
    {
        v1.MapGet("/shops/{shop}", GetAsync).RequireAccess(AccessPolicy.Open).Limited(RouteClass.Reads)
            .Produces<ShopProfile>()
            .WithTags("Open").WithSummary("A shop: its policy, services and barbers.");
        v1.MapPost("/shops", CreateAsync)
            .RequireAccess(AccessPolicy.NewShop).Limited(RouteClass.Staff).Audited("shop.created")
            .Accepts<ShopBody>("application/json").Produces<ShopProfile>(StatusCodes.Status201Created)
            .WithTags("Staff").WithSummary(
                "Creates a shop: for administrators, and for people with a second factor, who own it then.");
        v1.MapPut("/shops/{shop}", UpdateAsync)
            .RequireAccess(AccessPolicy.Owner).Limited(RouteClass.Staff).Audited("shop.changed")
            .Accepts<ShopBody>("application/json").Produces<ShopProfile>()
            .WithTags("Staff").WithSummary("Replaces name, zone, currency and policy; the slug stays.");
    }

    private static async Task<IResult> GetAsync(HttpContext context, ShopAddress address, IGrainFactory grains) =>
        await address.ResolveAsync(context) is { } id
        && await grains.GetGrain<IShopGrain>(id.ToString()).GetProfile() is { } profile
            ? TypedResults.Json(profile, ApiJson.Default.ShopProfile)
            : ApiProblem.NotFound("shop").ToResult();

    private static async Task<IResult> CreateAsync(HttpContext context, IGrainFactory grains, ShopMembers members)
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

        var slug = grains.GetGrain<IShopSlugGrain>(ShopSlugKey.Of(definition.Slug));
        var caller = context.Admission().Caller!;
        if (caller.IsAdministrator)
        {
            return Answer(await slug.Create(definition));
        }

        Result<ShopProfile>? created = null;
        var person = caller.SignedIn!.Person;
        var founding = await members.FoundAsync(
            person,
            MaxOwned,
            async () =>
            {
                created = await slug.Found(definition, person.Id);
                return created.Value?.Id;
            },
            context.RequestAborted);
        return founding switch
        {
            Founding.TooMany => ApiProblem.Of(
                StatusCodes.Status403Forbidden,
                ApiProblemCodes.TooManyShops,
                $"One person can own {MaxOwned} shops; an administrator can create more.").ToResult(),
            Founding.HasPeople => ApiProblem.From(
                Problem.Of(ProblemCodes.SlugTaken, $"Another shop is called '{definition.Slug}'.")).ToResult(),
            _ => Answer(created!),
        };
    }

    private static IResult Answer(Result<ShopProfile> created) =>
        created.Created(ApiJson.Default.ShopProfile, shop => $"/v1/shops/{shop.Id}");

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
