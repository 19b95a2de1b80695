using System.Text.Json.Nodes;

namespace BookedBarber.TestKit.Client;

/// <summary>Request bodies that are as they should be.</summary>
public static class Bodies
{
    public static readonly IReadOnlyList<string> Weekdays =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static JsonObject Shop(string slug, string timeZone = "Europe/Berlin", JsonObject? policy = null)
    {
        var shop = new JsonObject
        {
            ["slug"] = slug,
            ["name"] = "Sharp & Söhne",
            ["timeZone"] = timeZone,
            ["currency"] = "EUR",
        };
        if (policy is not null)
        {
            shop["policy"] = policy.DeepClone();
        }

        return shop;
    }

    public static JsonObject Money(long amount) => new() { ["amount"] = amount, ["currency"] = "EUR" };

    public static JsonObject Service(
        string name = "Haircut", int minutes = 30, long price = 3_500, long? deposit = null)
    {
        var service = new JsonObject { ["name"] = name, ["minutes"] = minutes, ["price"] = Money(price) };
        if (deposit is { } amount)
        {
            service["deposit"] = Money(amount);
        }

        return service;
    }

    public static JsonObject Barber(string name, params Guid[] services) => new()
    {
        ["name"] = name,
        ["services"] = new JsonArray([.. services.Select(service => JsonValue.Create(service))]),
    };

    public static JsonObject Hours(string from, string to, JsonArray? exceptions = null)
    {
        var weekly = new JsonObject();
        foreach (var weekday in Weekdays)
        {
            weekly[weekday] = Intervals((from, to));
        }

        return new JsonObject { ["weekly"] = weekly, ["exceptions"] = exceptions ?? [] };
    }

    public static JsonArray Intervals(params (string From, string To)[] intervals) =>
        [.. intervals.Select(one => new JsonObject { ["from"] = one.From, ["to"] = one.To })];

    public static JsonObject Booking(Guid service, string start, string? barber = null, string client = "Ada")
    {
        var booking = new JsonObject
        {
            ["service"] = service,
            ["start"] = start,
            ["client"] = new JsonObject { ["name"] = client, ["email"] = "ada@example.org", ["phone"] = "+49 30 1234" },
        };
        if (barber is not null)
        {
            booking["barber"] = barber;
        }

        return booking;
    }
}
