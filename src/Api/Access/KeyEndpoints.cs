using BookedBarber.Api.Audit;
using BookedBarber.Api.Http;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Api.Access;

/// <summary>What an owner says of a new key.</summary>
/// <param name="Name">What it is for.</param>
public sealed record KeyBody(string? Name);

/// <summary>A new key. It is shown once.</summary>
/// <param name="Id">Its public part.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Key">The whole key.</param>
public sealed record KeyAnswer(Guid Id, string Name, string Key);

/// <summary>The API keys of a shop.</summary>
public static class KeyEndpoints
{
    /// <summary>Maps <c>/v1/shops/{shop}/keys</c>.</summary>
    public static void MapKeys(this RouteGroupBuilder staff)
    {
        staff.MapPost("/keys", AddAsync).RequireAccess(AccessPolicy.Owner).Audited("key.created")
            .Accepts<KeyBody>("application/json").Produces<KeyAnswer>(StatusCodes.Status201Created)
            .WithSummary("A new key that acts for this shop alone; shown once.");
        staff.MapDelete("/keys/{id}", RemoveAsync).RequireAccess(AccessPolicy.Owner).Audited("key.revoked")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends a key at once.");
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, ShopAddress address, IGrainFactory grains, TimeProvider clock)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.KeyBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var name = errors.RequiredLine(body!.Name, "name");
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        if (await address.ResolveAsync(context) is not { } shopId)
        {
            return ApiProblem.NotFound("shop").ToResult();
        }

        var key = ApiKeySecret.Create(clock);
        await grains.GetGrain<IApiKeyGrain>(key.Id.ToString()).Register(new ApiKeyRegistration
        {
            SecretHash = key.SecretHash,
            Name = name,
            ShopId = shopId,
        });
        Result<KeyAnswer> answer = new KeyAnswer(key.Id, name, key.Text);
        return answer.Created(ApiJson.Default.KeyAnswer, added => $"/v1/shops/{shopId}/keys/{added.Id}");
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string id, ShopAddress address, IGrainFactory grains)
    {
        if (!Guid.TryParseExact(id, "D", out var keyId) || await address.ResolveAsync(context) is not { } shopId)
        {
            return ApiProblem.NotFound("key").ToResult();
        }

        return (await grains.GetGrain<IApiKeyGrain>(keyId.ToString()).Revoke(shopId)).NoContent();
    }
}
