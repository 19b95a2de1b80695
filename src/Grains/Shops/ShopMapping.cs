using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Shops;

namespace BookedBarber.Grains.Shops;

/// <summary>From the messages about a shop to the terms of the domain, and back.</summary>
internal static class ShopMapping
{
    public static ShopPolicy ToPolicy(this PolicyMessage policy) => new(
        policy.SlotMinutes,
        policy.MinNoticeMinutes,
        policy.HorizonDays,
        policy.CancelUntilMinutes,
        policy.HoldMinutes);

    public static Service ToService(this ServiceProfile service) => new()
    {
        Id = service.Id,
        Name = service.Name,
        Minutes = service.Minutes,
        Price = service.Price.ToMoney(),
        BufferBeforeMinutes = service.BufferBeforeMinutes,
        BufferAfterMinutes = service.BufferAfterMinutes,
        Deposit = service.Deposit?.ToMoney(),
    };

    public static ServiceProfile ToProfile(this ServiceDefinition definition, Guid id) => new()
    {
        Id = id,
        Name = definition.Name,
        Minutes = definition.Minutes,
        Price = definition.Price,
        BufferBeforeMinutes = definition.BufferBeforeMinutes,
        BufferAfterMinutes = definition.BufferAfterMinutes,
        Deposit = definition.Deposit is { Amount: 0 } ? null : definition.Deposit,
    };

    public static Barber ToBarber(this BarberProfile barber) => new()
    {
        Id = barber.Id,
        Name = barber.Name,
        Services = barber.Services,
        Terms = barber.Terms.IsDefault
            ? []
            : [.. barber.Terms.Select(terms =>
                new BarberServiceTerms(terms.Service, terms.Minutes, terms.Price?.ToMoney()))],
    };

    public static BarberProfile ToProfile(this BarberDefinition definition, Guid id) => new()
    {
        Id = id,
        Name = definition.Name,
        Services = definition.Services,
        Terms = definition.Terms,
    };

    public static PlanMessage ToMessage(this ServicePlan plan) => new()
    {
        DurationTicks = plan.Shape.DurationTicks,
        BufferBeforeTicks = plan.Shape.BufferBeforeTicks,
        BufferAfterTicks = plan.Shape.BufferAfterTicks,
        Price = MoneyAmount.From(plan.Price),
        Deposit = plan.Deposit is { } deposit ? MoneyAmount.From(deposit) : null,
    };

    public static ServiceShape Shape(this PlanMessage plan) =>
        new(plan.DurationTicks, plan.BufferBeforeTicks, plan.BufferAfterTicks);

    /// <summary>A problem that names the fields, or null when there are none.</summary>
    public static Problem? ToProblem(this IEnumerable<FieldProblem> problems)
    {
        ImmutableArray<FieldError> errors =
            [.. problems.Select(problem => new FieldError { Field = problem.Field, Rule = problem.Rule })];
        return errors.IsEmpty ? null : Problem.Invalid(errors);
    }
}
