using System.Collections.Immutable;
using System.Text.Json.Serialization;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Http;
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

/// <summary>The keys of a shop.</summary>
/// <param name="Items">Those that were made since there is a list, the oldest first.</param>
/// <param name="Next">Always null: it is one page.</param>
public sealed record KeyListView(
    ImmutableArray<ShopKey> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next = null);

/// <summary>The API keys of a shop.</summary>
public static class KeyEndpoints
{
    /// <summary>Maps <c>/v1/shops/{shop}/keys</c>.</summary>
    public static void MapKeys(this RouteGroupBuilder staff)
    {
        staff.MapGet("/keys", ReadAsync).RequireAccess(AccessPolicy.Owner)
            .Produces<KeyListView>()
            .WithSummary("The keys of the shop, the oldest first, without their secrets.");
        staff.MapPost("/keys", AddAsync).RequireAccess(AccessPolicy.Owner).Audited("key.created")
            .Accepts<KeyBody>("application/json").Produces<KeyAnswer>(StatusCodes.Status201Created)
            .WithSummary("A new key that acts for this shop alone; shown once. A shop has 50 at most.");
        staff.MapDelete("/keys/{id}", RemoveAsync).RequireAccess(AccessPolicy.Owner).Audited("key.revoked")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends a key at once, also one from before keys were listed.");
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IGrainFactory grains) =>
        TypedResults.Json(new KeyListView(await Keys(context, grains).List()), ApiJson.Default.KeyListView);

    private static async Task<IResult> AddAsync(HttpContext context, IGrainFactory grains, TimeProvider clock)
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

        var key = ApiKeySecret.Create(clock);
        var listed = new ShopKey { Id = key.Id, Name = name, CreatedAt = clock.GetUtcNow() };
        var added = await Keys(context, grains).Add(listed, key.SecretHash);
        Result<KeyAnswer> answer = added.Problem is { } refused
            ? refused
            : new KeyAnswer(key.Id, name, key.Text);
        return answer.Created(
            ApiJson.Default.KeyAnswer, made => $"/v1/shops/{context.Admission().Shop}/keys/{made.Id}");
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, string id, IGrainFactory grains) =>
        Guid.TryParseExact(id, "D", out var keyId)
            ? (await Keys(context, grains).Revoke(keyId)).NoContent()
            : ApiProblem.NotFound("key").ToResult();

    private static IShopKeysGrain Keys(HttpContext context, IGrainFactory grains) =>
        grains.GetGrain<IShopKeysGrain>(context.Admission().Shop!.Value.ToString());
}
