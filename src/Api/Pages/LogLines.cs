using System.Text.Json;
using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Members;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Web.Setup;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>Entries of the audit log of a shop as its owners read them.</summary>
/// <param name="shop">The shop.</param>
/// <param name="names">What is called how, by id, as the log knows it.</param>
internal sealed class LogLines(ShopProfile shop, IReadOnlyDictionary<string, string> names)
{
    private const string KeyActor = "key";

    /// <summary>The entries in words.</summary>
    public static async Task<IReadOnlyList<LogLine>> ReadAsync(
        ShopProfile shop, IReadOnlyList<AuditRecord> records, AuditLog log, CancellationToken end)
    {
        var ids = records.SelectMany(record => (string?[])
            [record.Entry.Subject, record.Entry.Actor.Kind == KeyActor ? record.Entry.Actor.Id?.ToString() : null])
            .OfType<string>().Distinct().ToList();
        var lines = new LogLines(shop, await log.FindNamesAsync(shop.Id, ids, end));
        return [.. records.Select(lines.Line)];
    }

    private LogLine Line(AuditRecord record) => new(
        shop.OnClock(record.At),
        AuditWords.Find(record.Entry.Action) ?? record.Entry.Action,
        About(record.Entry),
        Who(record.Entry.Actor),
        record.Entry.Address);

    private string Who(AuditActor actor) => actor.Kind switch
    {
        "person" => actor.Name ?? $"{actor.Id}",
        KeyActor when names.TryGetValue($"{actor.Id}", out var name) => Format.Of(Words.LogKey, name),
        KeyActor => actor.Name is null ? Format.Of(Words.LogKey, $"{actor.Id}") : Words.LogAdministratorKey,
        "nobody" => Words.LogNobody,
        _ => Words.LogSystem,
    };

    private string? About(AuditEntry entry) => entry.Action.Split('.')[0] switch
    {
        "booking" => Joined(Moment(entry, "start"), Named(Text(entry, "barber"))),
        "time-off" when Moment(entry, "from") is { } from => $"{from} – {Moment(entry, "to")}",
        "member" => Joined(
            Text(entry, "email") ?? (entry.Subject is { } to && to.Contains('@', StringComparison.Ordinal) ? to : null),
            ShopRoles.Parse(Text(entry, "role"))?.InWords(),
            Named(Text(entry, "barber"))),
        "account" => Text(entry, "name"),
        "key" => Text(entry, "name") ?? Named(entry.Subject) ?? entry.Subject,
        _ => Text(entry, "name") ?? Named(entry.Subject),
    };

    private string? Named(string? id) => id is null ? null
        : shop.Barbers.FirstOrDefault(barber => $"{barber.Id}" == id)?.Name
            ?? shop.Services.FirstOrDefault(service => $"{service.Id}" == id)?.Name
            ?? names.GetValueOrDefault(id);

    private string? Moment(AuditEntry entry, string field) =>
        Field(entry, field) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var moment)
            ? $"{Format.LongDate(shop.OnClock(moment))}, {Format.Time(shop.OnClock(moment))}"
            : null;

    private static string? Text(AuditEntry entry, string field) =>
        Field(entry, field) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Field(AuditEntry entry, string field) =>
        entry.Detail is { ValueKind: JsonValueKind.Object } detail && detail.TryGetProperty(field, out var value)
            ? value
            : null;

    private static string? Joined(params string?[] parts) =>
        string.Join(" · ", parts.OfType<string>()) is { Length: > 0 } text ? text : null;
}
