using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Grains.Shops;

/// <content>The services and the roster.</content>
public sealed partial class ShopGrain
{
    /// <inheritdoc/>
    public async Task<Result<ServiceProfile>> AddService(ServiceDefinition definition)
    {
        if (_shop is not { Profile: var profile })
        {
            return NoSuchShop();
        }

        if (ShopRules.Check(definition, profile) is { } problem)
        {
            return problem;
        }

        if (profile.Services.Length >= ShopRules.MaxServices)
        {
            return Problem.Invalid("services", $"must not be more than {ShopRules.MaxServices}");
        }

        var service = definition.ToProfile(_ids.Next());
        await WriteAsync(profile with { Services = profile.Services.Add(service) });
        return service;
    }

    /// <inheritdoc/>
    public async Task<Result<ServiceProfile>> UpdateService(Guid serviceId, ServiceDefinition definition)
    {
        if (_shop is not { Profile: var profile })
        {
            return NoSuchShop();
        }

        if (profile.Services.FirstOrDefault(service => service.Id == serviceId) is not { } known)
        {
            return Problem.NotFound("service");
        }

        if (ShopRules.Check(definition, profile) is { } problem)
        {
            return problem;
        }

        var service = definition.ToProfile(serviceId);
        await WriteAsync(profile with { Services = profile.Services.Replace(known, service) });
        return service;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> RemoveService(Guid serviceId)
    {
        if (_shop is not { Profile: var profile })
        {
            return NoSuchShop();
        }

        if (profile.Services.FirstOrDefault(service => service.Id == serviceId) is not { } known)
        {
            return Problem.NotFound("service");
        }

        await WriteAsync(profile with
        {
            Services = profile.Services.Remove(known),
            Barbers = [.. profile.Barbers.Select(barber => WithoutService(barber, serviceId))],
        });
        return Done.Instance;
    }

    /// <inheritdoc/>
    public async Task<Result<BarberProfile>> AddBarber(BarberDefinition definition)
    {
        if (_shop is not { Profile: var profile })
        {
            return NoSuchShop();
        }

        if (ShopRules.Check(definition, profile) is { } problem)
        {
            return problem;
        }

        if (profile.Barbers.Length >= ShopRules.MaxBarbers)
        {
            return Problem.Invalid("barbers", $"must not be more than {ShopRules.MaxBarbers}");
        }

        // The barber is told first: a crash in between leaves one that nobody knows, not one who does not answer.
        var barber = definition.ToProfile(_ids.Next());
        await Barber(barber.Id).Configure(_shop.Settings);
        await WriteAsync(profile with { Barbers = profile.Barbers.Add(barber) });
        return barber;
    }

    /// <inheritdoc/>
    public async Task<Result<BarberProfile>> UpdateBarber(Guid barberId, BarberDefinition definition)
    {
        if (_shop is not { Profile: var profile })
        {
            return NoSuchShop();
        }

        if (profile.Barbers.FirstOrDefault(barber => barber.Id == barberId) is not { } known)
        {
            return Problem.NotFound("barber");
        }

        if (ShopRules.Check(definition, profile) is { } problem)
        {
            return problem;
        }

        var barber = definition.ToProfile(barberId);
        await WriteAsync(profile with { Barbers = profile.Barbers.Replace(known, barber) });
        return barber;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> RemoveBarber(Guid barberId)
    {
        if (_shop is not { Profile: var profile })
        {
            return NoSuchShop();
        }

        if (profile.Barbers.FirstOrDefault(barber => barber.Id == barberId) is not { } known)
        {
            return Problem.NotFound("barber");
        }

        // The barber decides in a turn of its own, so that no booking slips in between the look and the removal.
        if ((await Barber(barberId).Close()).Problem is { } refusal)
        {
            return refusal;
        }

        await WriteAsync(profile with { Barbers = profile.Barbers.Remove(known) });
        return Done.Instance;
    }

    private static BarberProfile WithoutService(BarberProfile barber, Guid serviceId) => barber with
    {
        Services = barber.Services.Remove(serviceId),
        Terms = barber.Terms.IsDefaultOrEmpty
            ? []
            : [.. barber.Terms.Where(terms => terms.Service != serviceId)],
    };
}
