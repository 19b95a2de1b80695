using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Grains.Shops;

/// <summary>What may be said of a shop, its services and its barbers.</summary>
internal static class ShopRules
{
    public const int MaxServices = 200;
    public const int MaxBarbers = 200;

    public static Problem? Check(ShopDefinition definition)
    {
        var problems = new List<FieldProblem>();
        if (!ShopNames.IsSlug(definition.Slug))
        {
            problems.Add(new(
                "slug",
                $"must be 1 to {ShopNames.MaxSlug} lower-case letters, digits or inner hyphens, and not a UUID"));
        }

        Text.Check("name", definition.Name, Text.MaxName, problems);
        if (definition.Name.Contains("://", StringComparison.Ordinal))
        {
            // It stands in mails to people who do not know the shop, where programs would make it a link.
            problems.Add(new("name", "must not have an address (://) in it"));
        }

        if (!ShopCalendar.IsTimeZone(definition.TimeZone))
        {
            problems.Add(new("timeZone", "must be an IANA time zone, for example Europe/Berlin"));
        }

        if (!Money.IsCurrency(definition.Currency))
        {
            problems.Add(new("currency", "must be an ISO 4217 code, for example EUR"));
        }

        problems.AddRange(definition.Policy.ToPolicy().Check());
        return problems.ToProblem();
    }

    public static Problem? Check(ServiceDefinition definition, ShopProfile shop) =>
        definition.ToProfile(Guid.Empty).ToService().Check(shop.Currency).ToProblem();

    public static Problem? Check(BarberDefinition definition, ShopProfile shop) =>
        definition.ToProfile(Guid.Empty).ToBarber()
            .Check(shop.Currency, id => shop.Services.Any(service => service.Id == id))
            .ToProblem();
}
