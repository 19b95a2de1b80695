using BookedBarber.Simulation.Tests.Database;
using BookedBarber.Simulation.Tests.Runs;

namespace BookedBarber.Simulation.Tests.Plans;

/// <summary>Makes the plan of a seed.</summary>
internal static class PlanMaker
{
    private const int MostSlots = 12;

    // A booking takes some thirty pieces of work from the front door to the answer.
    private const int MostSteps = 100;

    // With holds of two minutes, many a hold is open when the clocks change. In Berlin the clocks go forward at 01:00 UTC on 29 March 2026, and back at 01:00 UTC on 25 October.
    private static readonly DateTimeOffset[] Starts =
    [
        new(2026, 6, 10, 8, 2, 0, TimeSpan.Zero),
        new(2026, 3, 29, 0, 58, 30, TimeSpan.Zero),
        new(2026, 10, 25, 0, 58, 30, TimeSpan.Zero),
    ];

    // A cancellation gives time back, for which others may be waiting; and whoever comes back meets late copies.
    private static readonly Then[] Follow =
        [.. Enum.GetValues<Then>(), Then.Cancel, Then.Cancel, Then.RescheduleAndBack, Then.RescheduleAndBack];

    public static Plan Make(Randomness random)
    {
        var atNight = random.OneIn(2);
        var start = atNight ? random.Of(Starts) : Starts[0];
        var barbers = random.Between(1, 3);
        var processes = random.OneIn(2) ? 2 : 1;
        var skewed = random.OneIn(3);

        // Most runs are crowded; some last a day.
        var length = random.Below(10) switch
        {
            0 => TimeSpan.FromHours(20),
            < 3 => TimeSpan.FromMinutes(40),
            < 6 => TimeSpan.FromMinutes(3),
            _ => TimeSpan.FromSeconds(20),
        };
        return new Plan
        {
            Start = start,
            Hours = !atNight ? (9 * 60, 17 * 60) : random.OneIn(2) ? (0, 24 * 60) : (2 * 60, 18 * 60),
            DaysAhead = length > TimeSpan.FromMinutes(10) ? 1 : 0,
            SlotsADay = random.OneIn(2) ? MostSlots : 3,
            Barbers = barbers,
            Processes = processes,
            ClocksAhead =
            [
                .. Enumerable.Range(0, processes + 1).Select(_ =>
                    skewed ? TimeSpan.FromMilliseconds(random.Between(-2_500, 2_500)) : TimeSpan.Zero),
            ],
            Items = Items(random, length, barbers, processes),
        };
    }

    private static List<PlanItem> Items(Randomness random, TimeSpan length, int barbers, int processes)
    {
        var slots = random.Between(2, MostSlots);
        var faults = random.Below(3);
        var count = random.Between(3, 16);
        var items = new List<PlanItem>();
        if (faults == 2 && random.OneIn(2))
        {
            // Here every request has the same chance of it; a short fault often meets none.
            items.Add(random.OneIn(2)
                ? new NetworkFault(count, TimeSpan.Zero, random.Between(3, 12), length)
                : new DatabaseFault(count, TimeSpan.Zero, Health.Flaky, length));
        }

        for (var number = 0; number < count; number++)
        {
            var at = random.OneIn(3) && items.Count > 0
                ? items[^1].At
                : TimeSpan.FromMilliseconds(random.Below((int)length.TotalMilliseconds));
            items.Add(faults > 0 && random.OneIn(faults == 1 ? 6 : 3)
                ? Fault(random, number, NearOne(random, items, at), slots, barbers, processes)
                : Wish(random, number, at, slots, barbers));
        }

        return [.. items.OrderBy(item => item.At)];
    }

    /// <summary>
    /// What goes wrong while nobody wants anything harms nobody, and most of the time nobody wants anything: so most
    /// faults begin a little before or after something else.
    /// </summary>
    private static TimeSpan NearOne(Randomness random, List<PlanItem> items, TimeSpan at)
    {
        if (items.Count == 0 || random.OneIn(4))
        {
            return at;
        }

        var one = random.Of(items).At + random.Below(3) switch
        {
            0 => TimeSpan.Zero,
            1 => TimeSpan.FromMilliseconds(-random.Below(1_000)),
            _ => TimeSpan.FromMilliseconds(random.Below(5_000)),
        };
        return one > TimeSpan.Zero ? one : TimeSpan.Zero;
    }

    private static PlanItem Wish(Randomness random, int number, TimeSpan at, int slots, int barbers)
    {
        var slot = random.Below(slots);
        var barber = random.OneIn(2) ? random.Below(barbers) : (int?)null;
        return random.Below(13) switch
        {
            0 => new Stampede(number, at, slot, barber, random.Between(3, 12)),
            1 => new Swap(number, at, slot, random.Below(slots), random.Below(barbers)),
            2 => new TakeTimeOff(number, at, slot, random.Between(1, 4), random.Below(barbers)),
            3 => new Browse(number, at, random.Below(barbers), random.Between(1, 6)),
            _ => new Visit(
                number, at, slot, barber, random.OneIn(3), random.OneIn(3) ? 2 : 1, random.Of(Follow),
                random.OneIn(3) ? TimeSpan.FromMinutes(random.Between(1, 4)) : TimeSpan.FromMilliseconds(random.Below(4_000)),
                random.Below(slots),
                random.OneIn(4) ? TimeSpan.FromMilliseconds(random.Between(1_000, 12_000)) : TimeSpan.Zero),
        };
    }

    private static PlanItem Fault(
        Randomness random, int number, TimeSpan at, int slots, int barbers, int processes)
    {
        var length = TimeSpan.FromMilliseconds(random.OneIn(2) ? random.Below(40_000) : random.Below(3_000));
        return random.Below(11) switch
        {
            0 => new WriteByHand(number, at, random.Below(slots), random.Below(barbers)),
            1 => new DatabaseFault(number, at, Health.Away, length),
            2 => new DatabaseFault(number, at, Health.Slow, length),
            3 or 4 => new DatabaseFault(number, at, Health.Flaky, length),
            5 => new SetClock(
                number, at, random.Below(processes), TimeSpan.FromMilliseconds(random.Between(-2_500, 2_500))),
            6 or 7 or 8 => new NetworkFault(number, at, random.Between(2, 10), length),
            _ => new Kill(number, at, random.Below(processes), random.Below(MostSteps), length),
        };
    }
}
