using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Shops;

/// <summary>
/// What one visit takes and costs with one barber: several services are done back to back, so their minutes, prices and
/// deposits add up. The client stays in the chair between them, so of the buffers only the first service's before and
/// the last one's after remain.
/// </summary>
/// <param name="Shape">The time that it takes.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Deposit">What must be paid before it is confirmed; null when nothing.</param>
public sealed record ServicePlan(ServiceShape Shape, Money Price, Money? Deposit)
{
    /// <summary>The most services in one visit.</summary>
    public const int MaxServices = 10;

    /// <summary>The plan for services, in the order in which they are done.</summary>
    /// <returns>Null when the barber does not do all of them.</returns>
    /// <exception cref="ArgumentException">There is no service, or more than <see cref="MaxServices"/>.</exception>
    public static ServicePlan? For(Barber barber, IReadOnlyList<Service> services)
    {
        if (services.Count is < 1 or > MaxServices)
            throw new ArgumentException($"A visit has 1 to {MaxServices} services.", nameof(services));
        var minutes = 0;
        Money? price = null;
        Money? deposit = null;
        foreach (var service in services)
        {
            if (!barber.Does(service.Id)) return null;
            var terms = barber.TermsFor(service.Id);
            minutes += terms?.Minutes ?? service.Minutes;
            price = Sum(price, terms?.Price ?? service.Price);
            deposit = Sum(deposit, service.Deposit);
        }

        var shape = new ServiceShape(
            Tick.FromMinutes(minutes),
            Tick.FromMinutes(services[0].BufferBeforeMinutes),
            Tick.FromMinutes(services[^1].BufferAfterMinutes));
        return new ServicePlan(shape, price!.Value, deposit);
    }

    private static Money? Sum(Money? left, Money? right) =>
        left is { } a && right is { } b ? a + b : left ?? right;
}
