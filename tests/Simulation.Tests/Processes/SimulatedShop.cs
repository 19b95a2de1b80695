using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling;
using BookedBarber.Simulation.Tests.Plans;
using Orleans;

namespace BookedBarber.Simulation.Tests.Processes;

/// <summary>A shop in Berlin. A visit takes half an hour and may start at each quarter.</summary>
internal sealed class SimulatedShop(Plan plan, IdSource ids)
{
    public const string TimeZone = "Europe/Berlin";
    public const int HoldMinutes = 2;
    public const int VisitMinutes = 30;
    public const int HorizonDays = 3;

    public static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public IdSource Ids => ids;

    public Guid Id { get; } = ids.Next();

    public Guid Service { get; private set; }

    /// <summary>The one that asks for a deposit.</summary>
    public Guid HeldService { get; private set; }

    public IReadOnlyList<Guid> Barbers { get; private set; } = [];

    /// <summary>The first is the quarter after next, of the day that the plan says.</summary>
    public DateTimeOffset StartOf(int slot)
    {
        var soon = plan.Start.AddTicks(-(plan.Start.Ticks % Quarter.Ticks)) + (2 * Quarter);
        return soon.AddDays(plan.DaysAhead + (slot < plan.SlotsADay ? 0 : 1)) + (slot * Quarter);
    }

    /// <summary>Opens it, over the grains.</summary>
    public async Task OpenAsync(IGrainFactory grains)
    {
        var shop = grains.GetGrain<IShopGrain>(Id.ToString());
        Value(await shop.Create(new ShopDefinition
        {
            Slug = "simulated",
            Name = "Simulated",
            TimeZone = TimeZone,
            Currency = "EUR",
            Policy = new PolicyMessage { HoldMinutes = HoldMinutes, HorizonDays = HorizonDays, CancelUntilMinutes = 0 },
        }));
        Service = Value(await shop.AddService(Definition("Haircut", deposit: null))).Id;
        HeldService = Value(await shop.AddService(Definition("Colour", deposit: 1_000))).Id;
        var barbers = new List<Guid>();
        for (var i = 0; i < plan.Barbers; i++)
        {
            var barber = Value(await shop.AddBarber(new BarberDefinition
            {
                Name = $"Barber {i}",
                Services = [Service, HeldService],
            })).Id;
            Value(await grains.GetGrain<IBarberGrain>(barber.ToString()).SetHours(new HoursMessage
            {
                Weekly =
                [
                    .. Enumerable.Repeat<ImmutableArray<IntervalMessage>>(
                        [new() { FromMinute = plan.Hours.From, ToMinute = plan.Hours.To }], 7),
                ],
            }));
            barbers.Add(barber);
        }

        Barbers = barbers;
    }

    private static ServiceDefinition Definition(string name, long? deposit) => new()
    {
        Name = name,
        Minutes = VisitMinutes,
        Price = new MoneyAmount { Amount = 3_500, Currency = "EUR" },
        Deposit = deposit is { } amount ? new MoneyAmount { Amount = amount, Currency = "EUR" } : null,
    };

    private static T Value<T>(Result<T> result)
        where T : class => result.Value ?? throw new InvalidOperationException(result.Problem!.Detail);
}
