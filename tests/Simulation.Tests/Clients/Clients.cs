using System.Collections.Immutable;
using System.Globalization;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Ledger;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Simulation.Tests.Model;
using BookedBarber.Simulation.Tests.Plans;
using BookedBarber.Simulation.Tests.Processes;
using BookedBarber.Simulation.Tests.Runs;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace BookedBarber.Simulation.Tests.Clients;

/// <summary>What the people of a plan do, and what they are told.</summary>
internal sealed class Clients(
    SimulatedShop shop, FrontDoor door, IReadOnlyList<SimulatedProcess> processes, EventLoop loop, Checker checker,
    History history)
{
    private const int Patience = 4;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>How many of them have not got what they want, or a no.</summary>
    public int Busy { get; private set; }

    public async void Begin(PlanItem item)
    {
        Busy++;
        await (item switch
        {
            Visit visit => VisitAsync(visit),
            Stampede stampede => StampedeAsync(stampede),
            Swap swap => SwapAsync(swap),
            TakeTimeOff timeOff => TakeTimeOffAsync(timeOff),
            Browse browse => BrowseAsync(browse),
            _ => throw new InvalidOperationException($"{item.GetType().Name} is nothing that a client wants."),
        });
        Busy--;
    }

    private async Task VisitAsync(Visit visit)
    {
        var request = Request($"k{visit.Number}", visit.Slot, visit.Barber, visit.Held);
        var answers = await Task.WhenAll(Enumerable.Range(0, visit.Clicks).Select(_ => BookAsync(request, visit.FirstCopyLate)));
        if (answers.FirstOrDefault(answer => answer is not null) is not { } booking)
        {
            return;
        }

        await loop.Delay(visit.Wait);
        switch (visit.Then)
        {
            case Then.Cancel:
                await ChangeAsync(booking, BookingAction.Cancel);
                break;
            case Then.Confirm:
                await ChangeAsync(booking, BookingAction.Confirm);
                break;
            case Then.Reschedule or Then.RescheduleToAny:
                await RescheduleAsync(booking, visit.OtherSlot, visit.Then == Then.RescheduleToAny);
                break;
            case Then.RescheduleAndBack:
                await RescheduleAsync(booking, visit.OtherSlot, anyBarber: false);
                await RescheduleAsync(booking, visit.Slot, anyBarber: false);
                break;
            case Then.RescheduleAgainstCancel:
                await Task.WhenAll(
                    RescheduleAsync(booking, visit.OtherSlot, anyBarber: true),
                    ChangeAsync(booking, BookingAction.Cancel));
                break;
            case Then.BookAgain:
                await BookAsync(request);
                break;
            case Then.BookOtherWithSameKey:
                await BookAsync(request with { Notes = "Another wish." });
                break;
        }
    }

    private async Task StampedeAsync(Stampede stampede) => await Task.WhenAll(Enumerable.Range(0, stampede.Clients).Select(
        client => BookAsync(Request($"k{stampede.Number}.{client}", stampede.Slot, stampede.Barber, held: false))));

    private async Task SwapAsync(Swap swap)
    {
        var one = await BookAsync(Request($"k{swap.Number}.0", swap.Slot, swap.Barber, held: false));
        var other = await BookAsync(Request($"k{swap.Number}.1", swap.OtherSlot, swap.Barber, held: false));
        if (one is not null && other is not null)
        {
            await Task.WhenAll(
                RescheduleAsync(one, swap.OtherSlot, anyBarber: true),
                RescheduleAsync(other, swap.Slot, anyBarber: true));
        }
    }

    private async Task TakeTimeOffAsync(TakeTimeOff wish)
    {
        var barber = shop.Barbers[wish.Barber];
        var from = shop.StartOf(wish.Slot);
        var to = from + (wish.Quarters * SimulatedShop.Quarter);
        var timeOff = checker.TimeOff(barber, from, to);
        history.Write($"{history.Name(barber)} takes {Show(from)} to {Show(to)} off");
        if (processes.FirstOrDefault(process => process.IsUp) is not { } process)
        {
            return;
        }

        try
        {
            await door.AskAsync(process, grains => grains.GetGrain<IBarberGrain>(barber.ToString()).AddTimeOff(
                new TimeOffMessage { Id = shop.Ids.Next(), From = from, To = to }));
            timeOff.KnownSinceTicks = loop.ElapsedTicks;
        }
        catch (Exception exception) when (IsNoAnswer(exception))
        {
            history.Write($"{history.Name(barber)} does not know whether that is written");
        }
    }

    private async Task BrowseAsync(Browse browse)
    {
        var barber = shop.Barbers[browse.Barber];
        for (var look = 0; look < browse.Looks; look++)
        {
            var asked = loop.ElapsedTicks;
            try
            {
                if (processes.FirstOrDefault(process => process.IsUp) is { } process)
                {
                    checker.IsShown(barber, await Pages.OfferedAsync(door, process, shop, barber), asked);
                }
            }
            catch (Exception exception) when (IsNoAnswer(exception))
            {
                history.Write($"{history.Name(barber)}: the page does not come");
                checker.IsNotAnswered("a page");
            }

            await loop.Delay(TimeSpan.FromMilliseconds(300 * (look + 1)));
        }
    }

    private static bool IsNoAnswer(Exception exception) => exception is TimeoutException or OrleansException
        or InconsistentStateException or OperationCanceledException or LedgerUnavailableException;

    private async Task<BookingMessage?> BookAsync(BookingRequest request, TimeSpan firstCopyLate = default)
    {
        var asked = checker.Asks(request);
        history.Write($"{request.IdempotencyKey} asks for {Show(request.Start)} with {Whom(request.Barber)}");
        for (var attempt = 0; attempt < Patience; attempt++)
        {
            if (await door.BookAsync(request, attempt == 0 ? firstCopyLate : default) is { } answer)
            {
                history.Write($"{request.IdempotencyKey} {Tell(answer.Value?.Booking, answer.Problem)}");
                checker.IsTold(asked, answer);
                return answer.Value?.Booking;
            }

            await loop.Delay(RetryAfter);
        }

        history.Write($"{request.IdempotencyKey} gives up");
        checker.IsNotAnswered(request.IdempotencyKey);
        return null;
    }

    private async Task ChangeAsync(BookingMessage booking, BookingAction action)
    {
        var wish = checker.Wants(booking.Id, action);
        history.Write($"{history.Name(booking.Id)} {action}?");
        IsTold(wish, $"{action}", await door.ChangeAsync(booking, action));
    }

    private async Task RescheduleAsync(BookingMessage booking, int slot, bool anyBarber)
    {
        var start = shop.StartOf(slot);
        var wish = checker.WantsToMove(booking.Id, start, anyBarber);
        history.Write($"{history.Name(booking.Id)} to {Show(start)}{(anyBarber ? " with any" : "")}?");
        IsTold(wish, $"to {Show(start)}", await door.RescheduleAsync(booking, start, anyBarber));
    }

    private void IsTold(Wish wish, string what, Result<BookingMessage>? answer)
    {
        var name = history.Name(wish.BookingId);
        history.Write($"{name} {what}: {(answer is null ? "no answer" : Tell(answer.Value, answer.Problem))}");
        if (answer is null)
        {
            checker.IsNotAnswered(name);
        }
        else
        {
            checker.IsTold(wish, answer);
        }
    }

    private BookingRequest Request(string key, int slot, int? barber, bool held) => new()
    {
        IdempotencyKey = key,
        Services = ImmutableArray.Create(held ? shop.HeldService : shop.Service),
        Barber = barber is { } index ? shop.Barbers[index] : null,
        Start = shop.StartOf(slot),
        Client = new ClientMessage { Name = "Ada" },
    };

    private string Whom(Guid? barber) => barber is { } id ? history.Name(id) : "any";

    private string Tell(BookingMessage? booking, Problem? problem) => booking is null
        ? $"is refused: {problem!.Code}"
        : $"has {history.Name(booking.Id)}, {booking.Status}, {Show(booking.Start)} with {history.Name(booking.Barber)}, "
            + $"revision {booking.Revision}";

    private static string Show(DateTimeOffset time) =>
        time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);
}
