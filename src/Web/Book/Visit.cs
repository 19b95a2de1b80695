using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Web.Book;

/// <summary>What a choice takes and costs; barbers may differ.</summary>
/// <param name="Minutes">How long the client is in the chair.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Deposit">What confirms it, if anything does.</param>
/// <param name="IsExact">Whether it is the same with every barber who may do it; else these are the least.</param>
public sealed record Visit(int Minutes, MoneyAmount Price, MoneyAmount? Deposit, bool IsExact)
{
    /// <summary>Of a choice in a shop; null when no barber does all of it.</summary>
    public static Visit? Of(ShopProfile shop, BookingChoice choice)
    {
        var services = choice.Services
            .Select(id => shop.Services.FirstOrDefault(service => service.Id == id)).OfType<ServiceProfile>().ToList();
        var barbers = Barbers(shop, choice).ToList();
        if (services.Count == 0 || services.Count != choice.Services.Length || barbers.Count == 0)
        {
            return null;
        }

        var visits = barbers.Select(barber => With(barber, services)).ToList();
        var deposits = services.Select(service => service.Deposit).OfType<MoneyAmount>().ToList();
        return new Visit(
            visits.Min(visit => visit.Minutes),
            Amount(shop, visits.Min(visit => visit.Price)),
            deposits.Count == 0 ? null : Amount(shop, deposits.Sum(deposit => deposit.Amount)),
            visits.Distinct().Count() == 1);
    }

    /// <summary>The barbers who may do all of a choice.</summary>
    public static IEnumerable<BarberProfile> Barbers(ShopProfile shop, BookingChoice choice) => shop.Barbers.Where(
        barber => (choice.Barber ?? barber.Id) == barber.Id && choice.Services.All(barber.Services.Contains));

    private static (int Minutes, long Price) With(BarberProfile barber, List<ServiceProfile> services)
    {
        var (minutes, price) = (0, 0L);
        foreach (var service in services)
        {
            var own = barber.Terms.FirstOrDefault(terms => terms.Service == service.Id);
            minutes += own?.Minutes ?? service.Minutes;
            price += (own?.Price ?? service.Price).Amount;
        }

        return (minutes, price);
    }

    private static MoneyAmount Amount(ShopProfile shop, long amount) =>
        new() { Amount = amount, Currency = shop.Currency };
}
