using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Ledger;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Simulation.Tests.Processes;
using BookedBarber.Simulation.Tests.Runs;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace BookedBarber.Simulation.Tests.Clients;

/// <summary>
/// Passes on what clients ask for, over a network on which requests and answers get lost, come late or come twice; and
/// repeats what had no answer, as long as that is safe and somebody waits, as the real one does.
/// </summary>
internal sealed class FrontDoor(
    IReadOnlyList<SimulatedProcess> processes, EventLoop loop, TimeProvider clock, Randomness random, Guid shopId)
{
    private const int MaxLooks = 32;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RepeatDeadline = TimeSpan.FromSeconds(10);

    /// <summary>One message in so many has bad luck; 0 for none.</summary>
    public int OneIn { get; set; }

    /// <summary>How many requests it has sent.</summary>
    public int Requests { get; private set; }

    /// <summary>The answer, or null when there was none in time: then nobody knows.</summary>
    public Task<Result<BookingAnswer>?> BookAsync(BookingRequest request, TimeSpan firstCopyLate) => RepeatAsync(
        (grains, answerBy, olderUntil) => Shop(grains).Book(
            request with { AnswerBy = answerBy, OlderCopiesUntil = olderUntil }),
        firstCopyLate);

    public Task<Result<BookingMessage>?> GetAsync(Guid bookingId) =>
        RepeatAsync((grains, _, _) => Booking(grains, bookingId).Get());

    public Task<Result<BookingMessage>?> ChangeAsync(BookingMessage seen, BookingAction action) => LookAgainAsync(
        seen, now => RepeatAsync((grains, _, _) => Booking(grains, now.Id).Change(action, asStaff: true, now.Revision)));

    public Task<Result<BookingMessage>?> RescheduleAsync(BookingMessage seen, DateTimeOffset start, bool anyBarber) =>
        LookAgainAsync(seen, now => RepeatAsync((grains, answerBy, olderUntil) => Shop(grains).Reschedule(new RescheduleRequest
        {
            BookingId = now.Id,
            Start = start,
            AnyBarber = anyBarber,
            AsStaff = true,
            Revision = now.Revision,
            AnswerBy = answerBy,
            OlderCopiesUntil = olderUntil,
        })));

    /// <summary>One request to one process, and its answer.</summary>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public async Task<T> AskAsync<T>(
        SimulatedProcess process, Func<IGrainFactory, Task<T>> request, TimeSpan late = default)
    {
        Requests++;
        loop.CallsUnderWay++;
        try
        {
            return await SendAsync(process, request, late).WaitAsync(ResponseTimeout, clock);
        }
        finally
        {
            loop.CallsUnderWay--;
        }
    }

    private async Task<Result<BookingMessage>?> LookAgainAsync(
        BookingMessage seen, Func<BookingMessage, Task<Result<BookingMessage>?>> change)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            var changed = await change(seen);
            if (changed?.Problem?.Code != ProblemCodes.BookingChanged)
            {
                return changed;
            }

            var again = await GetAsync(seen.Id);
            if (again?.Value is not { } now)
            {
                return again;
            }

            seen = now;
        }

        return null;
    }

    private async Task<T?> RepeatAsync<T>(
        Func<IGrainFactory, DateTimeOffset, DateTimeOffset?, Task<T>> request, TimeSpan firstLate = default)
        where T : class
    {
        var until = loop.Now + RepeatDeadline;
        var late = firstLate;
        DateTimeOffset? olderUntil = null;
        while (loop.Now + ResponseTimeout < until)
        {
            var up = processes.Where(process => process.IsUp).ToList();
            if (up.Count > 0)
            {
                try
                {
                    // Stamped when it is sent, however late it arrives.
                    var answerBy = clock.GetUtcNow() + ResponseTimeout;
                    var older = olderUntil;
                    olderUntil = answerBy;
                    return await AskAsync(up[random.Below(up.Count)], grains => request(grains, answerBy, older), late);
                }
                catch (Exception exception) when (exception is TimeoutException or OrleansException
                    or InconsistentStateException or OperationCanceledException or LedgerUnavailableException)
                {
                    // It may have happened or not; the next copy of the request will tell.
                }
            }

            late = default;
            loop.CallsUnderWay++;
            await loop.Delay(TimeSpan.FromMilliseconds(random.Between(50, 500)));
            loop.CallsUnderWay--;
        }

        return null;
    }

    private async Task<T> SendAsync<T>(
        SimulatedProcess process, Func<IGrainFactory, Task<T>> request, TimeSpan late)
    {
        var luck = OneIn > 0 && random.OneIn(OneIn) ? random.Below(5) : -1;
        await loop.Delay(late + (luck == 0 ? Late() : Soon()));
        if (luck == 1)
        {
            await Never();
        }

        if (luck == 2)
        {
            // By then it was given up: what comes sooner is no different from a second click.
            loop.After(ResponseTimeout + Late(), () => _ = ArriveAsync(process, request));
        }

        var answer = await ArriveAsync(process, request);
        await loop.Delay(luck == 3 ? Late() : Soon());
        if (luck == 4)
        {
            await Never();
        }

        return answer;
    }

    private static async Task<T> ArriveAsync<T>(SimulatedProcess process, Func<IGrainFactory, Task<T>> request)
    {
        if (process.Grains is not { } grains)
        {
            throw new SiloUnavailableException("Nobody listens there.");
        }

        var answer = request(grains);
        return await Task.WhenAny(answer, process.Lifetime.Ended) == answer
            ? await answer
            : throw new SiloUnavailableException("The connection died.");
    }

    private TimeSpan Soon() => TimeSpan.FromMicroseconds(random.Between(10, 1_000));

    private TimeSpan Late() => TimeSpan.FromMilliseconds(random.Between(10, 20_000));

    private static Task Never() => new TaskCompletionSource().Task;

    private IShopGrain Shop(IGrainFactory grains) => grains.GetGrain<IShopGrain>(shopId.ToString());

    private static IBookingGrain Booking(IGrainFactory grains, Guid id) =>
        grains.GetGrain<IBookingGrain>(id.ToString());
}
