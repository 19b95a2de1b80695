using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Shops;

/// <summary>What may be asked about open starts.</summary>
internal static class AvailabilityRules
{
    /// <summary>Who is asked about, and what it takes with each.</summary>
    public static Result<VisitPlans> Read(ShopModel shop, AvailabilityQuery query)
    {
        if (query.Days is < 1 or > AvailabilityQuery.MaxDays)
        {
            return Problem.Invalid("days", $"must be between 1 and {AvailabilityQuery.MaxDays}");
        }

        if (query.From is { } from
            && !(ShopCalendar.Has(LocalDate.FromDateOnly(from).PlusDays(-1))
                && from < DateOnly.MaxValue.AddDays(-2 * AvailabilityQuery.MaxDays)
                && from.Year < ShopCalendar.MaxDate.Year))
        {
            return Problem.Invalid("from", "must be a date that the calendar has");
        }

        var names = query.Service.Split(',');
        if (names.Length > ServicePlan.MaxServices)
        {
            return Problem.Invalid("service", $"must be 1 to {ServicePlan.MaxServices} services");
        }

        var services = new List<Guid>(names.Length);
        foreach (var name in names)
        {
            if (!IsId(name, out var id))
            {
                return Problem.NotFound("service");
            }

            services.Add(id);
        }

        Guid? barber = null;
        if (query.Barber != AvailabilityQuery.AnyBarber)
        {
            if (!IsId(query.Barber, out var id))
            {
                return Problem.NotFound("barber");
            }

            barber = id;
        }

        return shop.PlansFor(services, barber);
    }

    // Guid.TryParseExact passes over white space, and each spelling would be a page of its own.
    private static bool IsId(string text, out Guid id) =>
        Guid.TryParseExact(text, "D", out id) && id.ToString() == text;
}
