using System.Text.Json.Serialization;
using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Members;
using BookedBarber.Api.Access;
using BookedBarber.Api.Account;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Access;

namespace BookedBarber.Api.Members;

/// <summary>Everybody who may act for every shop.</summary>
/// <param name="Items">By address.</param>
/// <param name="Next">Always null: it is one page.</param>
public sealed record AdministratorListView(
    IReadOnlyList<AdministratorAccount> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next = null);

/// <summary>Who may act for every shop; for those who do.</summary>
public static class AdministratorEndpoints
{
    /// <summary>Maps <c>/v1/administrators</c>.</summary>
    public static void MapAdministrators(this RouteGroupBuilder v1)
    {
        var routes = v1.MapGroup("/administrators")
            .RequireAccess(AccessPolicy.Administrator).Limited(RouteClass.Staff).WithTags("Staff");
        routes.MapGet("", ReadAsync)
            .Produces<AdministratorListView>()
            .WithSummary("Who may act for every shop.");
        routes.MapPost("", AddAsync)
            .Accepts<EmailBody>("application/json").Produces<AdministratorAccount>()
            .WithSummary("Somebody who has an account may act for every shop from now on, with a second factor.");
        routes.MapDelete("/{id}", RemoveAsync)
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Somebody may no more.");
        routes.MapDelete("/keys/{id}", RemoveKeyAsync).Audited("key.revoked")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends an administrator's key at once; its id is what stands between bb_ and the next _.");
    }

    private static async Task<IResult> ReadAsync(HttpContext context, Administrators administrators) =>
        TypedResults.Json(
            new AdministratorListView(await administrators.ReadAsync(context.RequestAborted)),
            ApiJson.Default.AdministratorListView);

    private static async Task<IResult> AddAsync(HttpContext context, Administrators administrators)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.EmailBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var email = errors.RequiredEmail(body!.Email, "email");
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        return await administrators.AddAsync(EntryOf(context), email, context.RequestAborted) is { } added
            ? TypedResults.Json(added, ApiJson.Default.AdministratorAccount)
            : ApiProblem.NotFound("account").ToResult();
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, string id, Administrators administrators) =>
        Guid.TryParseExact(id, "D", out var user)
        && await administrators.RemoveAsync(EntryOf(context), user, context.RequestAborted) is not null
            ? TypedResults.NoContent()
            : ApiProblem.NotFound("administrator").ToResult();

    private static async Task<IResult> RemoveKeyAsync(string id, IGrainFactory grains) =>
        Guid.TryParseExact(id, "D", out var key) || Guid.TryParseExact(id, "N", out key)
            ? (await grains.GetGrain<IApiKeyGrain>(key.ToString()).RevokeAdministrators()).NoContent()
            : ApiProblem.NotFound("key").ToResult();

    // The action and its subject are filled in with the change, in its transaction.
    private static AuditEntry EntryOf(HttpContext context) => new()
    {
        Actor = context.Admission().Caller!.Actor,
        Action = "",
        Address = context.ClientAddress(),
    };
}
