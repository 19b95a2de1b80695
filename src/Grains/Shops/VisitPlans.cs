using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Grains.Shops;

/// <summary>What a visit takes with one barber.</summary>
internal readonly record struct BarberPlan(Guid BarberId, ServicePlan Plan);

/// <summary>What a visit takes with each barber who can do it.</summary>
internal sealed record VisitPlans(ImmutableArray<BarberPlan> Plans)
{
    /// <summary>
    /// What it takes to move a booking: with the barber who has it what was agreed, whatever the shop has changed
    /// since; with others what the services take and cost with them today.
    /// </summary>
    public static Result<VisitPlans> ForMoving(ShopModel shop, Booking booking, Guid? wantedBarber)
    {
        var agreed = new BarberPlan(booking.BarberId, AsAgreed(booking));
        if (wantedBarber == booking.BarberId)
        {
            return new VisitPlans([agreed]);
        }

        var today = shop.PlansFor(booking.Services, wantedBarber);
        if (wantedBarber is not null)
        {
            return today;
        }

        var others = today.Value?.Plans.Where(plan => plan.BarberId != booking.BarberId) ?? [];
        return new VisitPlans([agreed, .. others]);
    }

    private static ServicePlan AsAgreed(Booking booking)
    {
        var (start, end) = (Tick.Containing(booking.Start), Tick.Containing(booking.End));
        var shape = new ServiceShape(
            end - start,
            start - Tick.Containing(booking.OccupiedFrom),
            Tick.AtOrAfter(booking.OccupiedTo) - end);
        return new ServicePlan(shape, booking.Price, booking.Deposit);
    }
}
