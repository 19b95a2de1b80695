using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
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

    // Whoever owns a barber alone has heard of everything, but for what was written by hand, a batch that came after its
    // caller had given it up and the timeline had been read again, and a word that was lost of a booking that went away.
    private bool MayBeBehind => plan.Processes > 1
        || plan.Items.Any(item => item is WriteByHand or DatabaseFault or NetworkFault);

    public async void Begin(IReadOnlyList<SimulatedProcess> processes)
    {
        foreach (var process in processes)
        {
            history.Write($"last look at {process.Name}");
            for (var i = 0; i < shop.Barbers.Count; i++)
            {
                await LookAsync(process, shop.Barbers[i], MayBeBehind);
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

    /// <summary>
    /// Memory of a version is what the ledger has at this version, and it is never ahead. A version that is behind says
    /// nothing by itself: a fence that was moved changes no time.
    /// </summary>
    private async Task LookAsync(SimulatedProcess process, Guid barber, bool mayBeBehind)
    {
        var snapshot = await door.AskAsync(process, grains => Barber(grains, barber).GetTimeline());
        var behind = database.Version(barber) - snapshot.Version.Ledger;
        if (behind < 0)
        {
            checker.Fail($"memory: {history.Name(barber)} in {process.Name} is {-behind} versions ahead");
        }

        if (behind != 0 && mayBeBehind)
        {
            return;
        }

        foreach (var tick in Coming(process))
        {
            var bit = tick - snapshot.FirstTick;
            var isFree = (snapshot.Free[bit >> 6] >> (bit & 63) & 1) != 0;
            if (IsFree(barber, tick) is { } shouldBeFree && isFree != shouldBeFree)
            {
                checker.Fail($"memory: {history.Name(barber)} in {process.Name} believes that "
                    + $"{Tick.ToInstant(tick)} is {(isFree ? "free" : "taken")}");
                return;
            }
        }
    }

    /// <summary>
    /// Nothing is stuck: a booking still goes through all that can happen to it, and whoever watches hears of each step.
    /// </summary>
    private async Task ProbeAsync(SimulatedProcess process, int barber)
    {
        var start = new DateTimeOffset(plan.Start.UtcDateTime.Date, TimeSpan.Zero).AddDays(2).AddHours(13);
        var answer = await door.AskAsync(process, grains => Shop(grains).Book(new BookingRequest
        {
            IdempotencyKey = $"probe {process.Name} {barber}",
            Services = [shop.HeldService],
            Barber = shop.Barbers[barber],
            Start = start,
            Client = new ClientMessage { Name = "Ada" },
        }));
        if (answer.Value?.Booking is not { } booking)
        {
            checker.Fail($"stuck: a probe of {process.Name} got {answer.Problem!.Code}");
            return;
        }

        var later = start + SimulatedShop.Quarter;
        var seen = await door.AskAsync(process, grains => Shop(grains).AwaitTimelineChange(seen: 0));
        await ChangeAsync(checker.Wants(booking.Id, BookingAction.Confirm), (grains, wish) =>
            Booking(grains, wish).Change(wish.Action, asStaff: true, booking.Revision));
        await ChangeAsync(checker.WantsToMove(booking.Id, later, anyBarber: false), (grains, wish) =>
            Shop(grains).Reschedule(new RescheduleRequest
            {
                BookingId = wish.BookingId,
                Start = later,
                AsStaff = true,
                Revision = booking.Revision + 1,
            }));
        await ChangeAsync(checker.Wants(booking.Id, BookingAction.Cancel), (grains, wish) =>
            Booking(grains, wish).Change(wish.Action, asStaff: true, booking.Revision + 2));

        async Task ChangeAsync(Wish wish, Func<Orleans.IGrainFactory, Wish, Task<Result<BookingMessage>>> change)
        {
            var changed = await door.AskAsync(process, grains => change(grains, wish));
            if (changed.Problem is { } problem)
            {
                checker.Fail($"stuck: {wish.Action} of a probe of {process.Name} got {problem.Code}");
            }

            checker.IsTold(wish, changed);
            var heard = await door.AskAsync(process, grains => Shop(grains).AwaitTimelineChange(seen));
            if (heard == seen)
            {
                checker.Fail($"stuck: nobody in {process.Name} hears that {wish.Action} came of a probe");
            }

            seen = heard;
        }
    }

    private async Task LookAtPageAsync(SimulatedProcess process, Guid barber)
    {
        var offered = await Pages.OfferedAsync(door, process, shop, barber);
        foreach (var tick in Coming(process).Where(tick => tick % 3 == 0))
        {
            var start = Tick.ToInstant(tick).ToDateTimeOffset();
            var range = Enumerable.Range(tick, SimulatedShop.VisitMinutes / 5).ToList();
            if (!range.Any(each => IsFree(barber, each) is null)
                && range.All(each => IsFree(barber, each) == true) != offered.Contains(start))
            {
                checker.Fail($"page: {process.Name} is wrong about {history.Name(barber)} at {start:dd HH:mm}");
                return;
            }
        }
    }

    // From a little later than now until nearly two days after: more is not open, when the horizon's first day ends, and
    // its second one is the shortest of the year.
    private IEnumerable<int> Coming(SimulatedProcess process)
    {
        var first = Tick.Containing(Instant.FromDateTimeOffset(loop.Now + process.ClockAhead)) + 2;
        return Enumerable.Range(first, 46 * 12);
    }

    private bool? IsFree(Guid barber, int tick) => database.Occupations(barber)
        .Any(taken => taken.UntilTicks == long.MaxValue && taken.Range.From <= tick && tick < taken.Range.To)
        ? false
        : checker.Works(barber, tick);

    private IShopGrain Shop(Orleans.IGrainFactory grains) => grains.GetGrain<IShopGrain>(shop.Id.ToString());

    private static IBookingGrain Booking(Orleans.IGrainFactory grains, Wish wish) =>
        grains.GetGrain<IBookingGrain>(wish.BookingId.ToString());

    private static IBarberGrain Barber(Orleans.IGrainFactory grains, Guid barber) =>
        grains.GetGrain<IBarberGrain>(barber.ToString());
}
