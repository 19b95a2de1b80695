using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Accounts.Members;

namespace BookedBarber.Accounts.Audit;

/// <summary>Details of entries.</summary>
public static class AuditDetail
{
    /// <summary>A JSON object of some fields; those that are null are left out.</summary>
    public static JsonElement Of(params (string Name, JsonNode? Value)[] fields)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }

        return JsonDocument.Parse(json.ToJsonString()).RootElement;
    }

    /// <summary>What somebody is, or is to be.</summary>
    internal static JsonElement Of(ShopRole role, Guid? barber) =>
        Of(("role", role.Name()), ("barber", barber?.ToString()));
}
