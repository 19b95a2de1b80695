using System.Collections.Frozen;
using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Shops;

/// <summary>A shop's profile in the terms of the domain, made once for each change of it.</summary>
internal sealed class ShopModel
{
    private readonly FrozenDictionary<Guid, Service> _services;
    private readonly ImmutableArray<Barber> _barbers;

    public ShopModel(ShopState state)
    {
        Profile = state.Profile ?? throw new InvalidOperationException("This shop was never created.");
        Settings = new BarberSettings
        {
            ShopId = Profile.Id,
            Revision = state.SettingsRevision,
            TimeZone = Profile.TimeZone,
            Policy = Profile.Policy,
        };
        Policy = Profile.Policy.ToPolicy();
        Calendar = ShopCalendar.For(Profile.TimeZone, Policy.SlotMinutes);
        _services = Profile.Services.ToFrozenDictionary(service => service.Id, service => service.ToService());
        _barbers = [.. Profile.Barbers.Select(barber => barber.ToBarber())];
        ShortestVisitTicks = Profile.Services.IsEmpty
            ? 1
            : Tick.FromMinutes(Profile.Services.Min(service => service.Minutes));
    }

    public ShopProfile Profile { get; }

    public BarberSettings Settings { get; }

    public ShopPolicy Policy { get; }

    public ShopCalendar Calendar { get; }

    public DateTimeZone Zone => Calendar.Zone;

    /// <summary>A free stretch that is shorter than this is of no use to anybody.</summary>
    public int ShortestVisitTicks { get; }

    /// <summary>
    /// Who can do these services, one after the other, and what it takes with each; <c>not_found</c> names what the
    /// shop does not have.
    /// </summary>
    public Result<VisitPlans> PlansFor(IReadOnlyList<Guid> serviceIds, Guid? barberId)
    {
        var services = new List<Service>(serviceIds.Count);
        foreach (var id in serviceIds)
        {
            if (!_services.TryGetValue(id, out var service))
            {
                return Problem.NotFound("service");
            }

            services.Add(service);
        }

        if (barberId is { } wanted && _barbers.All(barber => barber.Id != wanted))
        {
            return Problem.NotFound("barber");
        }

        var plans = ImmutableArray.CreateBuilder<BarberPlan>();
        foreach (var barber in _barbers)
        {
            if ((barberId is null || barber.Id == barberId) && ServicePlan.For(barber, services) is { } plan)
            {
                plans.Add(new BarberPlan(barber.Id, plan));
            }
        }

        return new VisitPlans(plans.ToImmutable());
    }
}
