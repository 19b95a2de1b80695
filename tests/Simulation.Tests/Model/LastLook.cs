using System.Text.Json;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Scheduling.Time;
using BookedBarber.Simulation.Tests.Clients;
using BookedBarber.Simulation.Tests.Database;
using BookedBarber.Simulation.Tests.Plans;
using BookedBarber.Simulation.Tests.Processes;
using BookedBarber.Simulation.Tests.Runs;
using NodaTime;

namespace BookedBarber.Simulation.Tests.Model;

/// <summary>
/// After the end: does each process know what the ledger knows, does its page say so, and does everything still work?
/// </summary>
internal sealed class LastLook(
    Plan plan, SimulatedShop shop, FrontDoor door, SimulatedDatabase database, EventLoop loop, Checker checker,
    History history)
{
    // Longer than a shop goes without comparing its copies.
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(4);

    /// <summary>Whether it has come to its end.</summary>
    public bool IsDone { get; private set; }

    public async void Begin(IReadOnlyList<SimulatedProcess> processes)
    {
        foreach (var process in processes)
        {
            history.Write($"last look at {process.Name}");
            for (var i = 0; i < shop.Barbers.Count; i++)
            {
                await LookAsync(process, shop.Barbers[i], mayBeBehind: true);
                await ProbeAsync(process, i);
                await LookAsync(process, shop.Barbers[i], mayBeBehind: false);
            }

            await loop.Delay(CheckPeriod);
            foreach (var barber in shop.Barbers)
            {
                await LookAtPageAsync(process, barber);
            }
        }

        IsDone = true;
    }

    /// <summary>Memory of a version is what the ledger has at this version, and it is never ahead.</summary>
    private async Task LookAsync(SimulatedProcess process, Guid barber, bool mayBeBehind)
    {
        var snapshot = await door.AskAsync(process, grains => Barber(grains, barber).GetTimeline());
        var behind = database.Version(barber) - snapshot.Version.Ledger;
        if (behind < 0 || (behind > 0 && !mayBeBehind))
        {
            checker.Fail($"memory: {history.Name(barber)} in {process.Name} is {behind} versions behind");
        }

        if (behind != 0)
        {
            return;
        }

        foreach (var tick in Coming(process))
        {
            var bit = tick - snapshot.FirstTick;
            var isFree = (snapshot.Free[bit >> 6] >> (bit & 63) & 1) != 0;
            if (!checker.MayBeOff(barber, tick) && isFree != IsFree(barber, tick))
            {
                checker.Fail($"memory: {history.Name(barber)} in {process.Name} believes that "
                    + $"{Tick.ToInstant(tick)} is {(isFree ? "free" : "taken")}");
                return;
            }
        }
    }

    /// <summary>Nothing is stuck: a booking and its cancellation still go through.</summary>
    private async Task ProbeAsync(SimulatedProcess process, int barber)
    {
        var answer = await door.AskAsync(process, grains => grains.GetGrain<IShopGrain>(shop.Id.ToString()).Book(
            new BookingRequest
            {
                IdempotencyKey = $"probe {process.Name} {barber}",
                Services = [shop.Service],
                Barber = shop.Barbers[barber],
                Start = new DateTimeOffset(plan.Start.UtcDateTime.Date, TimeSpan.Zero).AddDays(2).AddHours(12),
                Client = new ClientMessage { Name = "Ada" },
            }));
        if (answer.Value?.Booking is not { } booking)
        {
            checker.Fail($"stuck: a probe of {process.Name} got {answer.Problem!.Code}");
            return;
        }

        var cancelled = await door.AskAsync(process, grains => grains.GetGrain<IBookingGrain>(booking.Id.ToString())
            .Change(BookingAction.Cancel, asStaff: true, booking.Revision));
        if (cancelled.Value?.Status != BookingStatus.Cancelled)
        {
            checker.Fail($"stuck: cancelling a probe of {process.Name} got {cancelled.Problem?.Code}");
        }
    }

    private async Task LookAtPageAsync(SimulatedProcess process, Guid barber)
    {
        var from = DateOnly.FromDateTime(plan.Start.UtcDateTime);
        var page = await door.AskAsync(process, grains => grains.GetGrain<IShopGrain>(shop.Id.ToString())
            .GetAvailability(new AvailabilityQuery
            {
                Service = shop.Service.ToString(),
                Barber = barber.ToString(),
                From = from,
                Days = SimulatedShop.HorizonDays,
            }));
        using var json = JsonDocument.Parse(page.Value!.Body);
        var offered = json.RootElement.GetProperty("days").EnumerateArray()
            .SelectMany(day => day.GetProperty("slots").EnumerateArray())
            .Select(slot => slot.GetProperty("start").GetDateTimeOffset().ToUniversalTime())
            .ToHashSet();
        foreach (var tick in Coming(process).Where(tick => tick % 3 == 0))
        {
            var start = Tick.ToInstant(tick).ToDateTimeOffset();
            var range = Enumerable.Range(tick, SimulatedShop.VisitMinutes / 5).ToList();
            if (!range.Any(each => checker.MayBeOff(barber, each))
                && range.All(each => IsFree(barber, each)) != offered.Contains(start))
            {
                checker.Fail($"page: {process.Name} is wrong about {history.Name(barber)} at {start:dd HH:mm}");
                return;
            }
        }
    }

    // From a little later than now until the day after.
    private IEnumerable<int> Coming(SimulatedProcess process)
    {
        var first = Tick.Containing(Instant.FromDateTimeOffset(loop.Now + process.ClockAhead)) + 2;
        return Enumerable.Range(first, 24 * 12);
    }

    private bool IsFree(Guid barber, int tick) => checker.IsWorking(tick) && !database.Occupations(barber)
        .Any(taken => taken.UntilTicks == long.MaxValue && taken.Range.From <= tick && tick < taken.Range.To);

    private static IBarberGrain Barber(Orleans.IGrainFactory grains, Guid barber) =>
        grains.GetGrain<IBarberGrain>(barber.ToString());
}
