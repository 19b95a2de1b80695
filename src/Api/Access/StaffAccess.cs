using BookedBarber.Api.Http;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Access;

/// <summary>Who may act for a shop. It sits on route groups, so that handlers need not ask.</summary>
public static class StaffAccess
{
    private const string BearerScheme = "Bearer ";

    /// <summary>Only an administrator passes.</summary>
    public static TBuilder RequireAdministrator<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(static async (context, next) =>
        {
            var identity = await IdentifyAsync(context.HttpContext);
            return identity is null ? Unauthorized().ToResult()
                : identity.IsAdministrator ? await next(context)
                : Forbidden().ToResult();
        });

    /// <summary>Only those pass who act for the shop in the address.</summary>
    public static TBuilder RequireShopStaff<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(static async (context, next) =>
        {
            if (await IdentifyAsync(context.HttpContext) is not { } identity)
            {
                return Unauthorized().ToResult();
            }

            var services = context.HttpContext.RequestServices;
            var shopId = await services.GetRequiredService<ShopAddress>().ResolveAsync(context.HttpContext);
            if (shopId is not { } id)
            {
                return identity.IsAdministrator ? ApiProblem.NotFound("shop").ToResult() : Forbidden().ToResult();
            }

            if (!identity.MayActFor(id))
            {
                return Forbidden().ToResult();
            }

            var shop = services.GetRequiredService<IGrainFactory>().GetGrain<IShopGrain>(id.ToString());
            return await shop.GetProfile() is null ? ApiProblem.NotFound("shop").ToResult() : await next(context);
        });

    /// <summary>Whether somebody may act for a shop.</summary>
    public static bool MayActFor(this ApiKeyIdentity identity, Guid shopId) =>
        identity.IsAdministrator || identity.ShopId == shopId;

    /// <summary>Who speaks, by <c>Authorization: Bearer</c>; null when nobody that is known.</summary>
    public static async Task<ApiKeyIdentity?> IdentifyAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase)
            || ApiKeySecret.Read(header[BearerScheme.Length..].Trim()) is not { } key)
        {
            return null;
        }

        var grains = context.RequestServices.GetRequiredService<IGrainFactory>();
        return await grains.GetGrain<IApiKeyGrain>(key.Id.ToString()).Identify(key.SecretHash);
    }

    /// <summary>401: the request needs credentials.</summary>
    public static ApiProblem Unauthorized() => ApiProblem.Of(
        StatusCodes.Status401Unauthorized,
        ApiProblemCodes.Unauthorized,
        "This needs Authorization: Bearer and an API key that is valid.");

    /// <summary>403: the credentials are good, but not for this.</summary>
    public static ApiProblem Forbidden() => ApiProblem.Of(
        StatusCodes.Status403Forbidden, ApiProblemCodes.Forbidden, "These credentials are not for this.");
}
