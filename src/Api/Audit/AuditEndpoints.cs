using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Accounts.Audit;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;

namespace BookedBarber.Api.Audit;

/// <summary>Who did something.</summary>
/// <param name="Kind"><c>person</c>, <c>key</c>, <c>nobody</c> or <c>system</c>.</param>
/// <param name="Id">The account, or the public part of the key.</param>
/// <param name="Name">The e-mail address.</param>
public sealed record AuditActorView(string Kind, Guid? Id, string? Name);

/// <summary>An entry of the audit log.</summary>
/// <param name="Id">Later entries have higher ones.</param>
/// <param name="At">When it was done.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what or whom.</param>
/// <param name="Detail">What became of it.</param>
/// <param name="Address">From which address.</param>
public sealed record AuditEntryView(
    long Id,
    DateTimeOffset At,
    AuditActorView Actor,
    string Action,
    string? Subject,
    JsonElement? Detail,
    string? Address);

/// <summary>A page of the audit log.</summary>
/// <param name="Items">The latest first.</param>
/// <param name="Next">The cursor of the next page, or null.</param>
public sealed record AuditListView(
    IReadOnlyList<AuditEntryView> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>The audit log of a shop.</summary>
public static class AuditEndpoints
{
    private const int PageSize = 50;

    /// <summary>Maps <c>GET /v1/shops/{shop}/audit</c>.</summary>
    public static void MapAudit(this RouteGroupBuilder staff) =>
        staff.MapGet("/audit", ReadAsync).RequireAccess(AccessPolicy.OwnerInPerson).Limited(RouteClass.Staff)
            .Produces<AuditListView>()
            .WithSummary("Who changed what, the latest first, a page at a time; for owners.");

    /// <summary>The entries that <c>cursor</c> in the address asks for, and the cursor of those before them.</summary>
    internal static async Task<(IReadOnlyList<AuditRecord> Entries, string? Next, ApiProblem? Problem)> ReadPageAsync(
        HttpContext context, AuditLog log)
    {
        var text = context.Request.Query["cursor"].ToString();
        long? before = null;
        if (text.Length > 0)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                return ([], null, ApiProblem.Invalid("cursor", "must be one that this list has given"));
            }

            before = id;
        }

        var shop = context.Admission().Shop!.Value;
        var records = await log.ReadAsync(shop, before, PageSize + 1, context.RequestAborted);
        var shown = records.Take(PageSize).ToList();
        return (shown, records.Count > PageSize ? shown[^1].Id.ToString(CultureInfo.InvariantCulture) : null, null);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, AuditLog log)
    {
        var (entries, next, problem) = await ReadPageAsync(context, log);
        return problem is not null
            ? problem.ToResult()
            : TypedResults.Json(new AuditListView([.. entries.Select(View)], next), ApiJson.Default.AuditListView);
    }

    private static AuditEntryView View(AuditRecord record) => new(
        record.Id,
        record.At,
        new AuditActorView(record.Entry.Actor.Kind, record.Entry.Actor.Id, record.Entry.Actor.Name),
        record.Entry.Action,
        record.Entry.Subject,
        record.Entry.Detail,
        record.Entry.Address);
}
