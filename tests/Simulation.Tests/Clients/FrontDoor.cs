using BookedBarber.Api.Bookings;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Ledger;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Silo.Calls;
using BookedBarber.Simulation.Tests.Processes;
using BookedBarber.Simulation.Tests.Runs;
using Microsoft.AspNetCore.Http;
using Orleans;
using Orleans.Runtime;

namespace BookedBarber.Simulation.Tests.Clients;

/// <summary>
/// Passes on what clients ask for, over a network on which requests and answers get lost, come late or come twice. How
/// long it waits, what it repeats and what it says with each copy are the rules of the real one.
/// </summary>
internal sealed class FrontDoor(
    IReadOnlyList<SimulatedProcess> processes, EventLoop loop, TimeProvider clock, Randomness random, Guid shopId)
{
    private readonly UnansweredRequests _unanswered = new(clock);

    /// <summary>One message in so many has bad luck; 0 for none.</summary>
    public int OneIn { get; set; }

    /// <summary>How many requests it has sent.</summary>
    public int Requests { get; private set; }

    /// <summary>The answer, or null when there was none in time: then nobody knows.</summary>
    public Task<Result<BookingAnswer>?> BookAsync(BookingRequest request, TimeSpan firstCopyLate) =>
        AnswerAsync<Result<BookingAnswer>?>(async () => await RepeatAsync(
            request, (grains, copy) => Shop(grains).Book(copy), firstCopyLate));

    public Task<Result<BookingMessage>?> ChangeAsync(BookingMessage seen, BookingAction action) => LookAgainAsync(
        seen, now => RepeatAsync(
            now, (grains, copy) => Booking(grains, copy.Id).Change(action, asStaff: true, copy.Revision)));

    public Task<Result<BookingMessage>?> RescheduleAsync(BookingMessage seen, DateTimeOffset start, bool anyBarber) =>
        LookAgainAsync(seen, now => RepeatAsync(
            new RescheduleRequest
            {
                BookingId = now.Id,
                Start = start,
                AnyBarber = anyBarber,
                AsStaff = true,
                Revision = now.Revision,
            },
            (grains, copy) => Shop(grains).Reschedule(copy)));

    /// <summary>One request to one process, and its answer.</summary>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public async Task<T> AskAsync<T>(
        SimulatedProcess process, Func<IGrainFactory, Task<T>> request, TimeSpan late = default)
    {
        Requests++;
        loop.CallsUnderWay++;
        try
        {
            return await SendAsync(process, request, late).WaitAsync(RequestCopies.ResponseTimeout, clock);
        }
        finally
        {
            loop.CallsUnderWay--;
        }
    }

    private Task<Result<BookingMessage>?> LookAgainAsync(
        BookingMessage seen, Func<BookingMessage, Task<Result<BookingMessage>>> change) =>
        AnswerAsync(() => BookingChange.DoAsync(
            seen, change, id => RepeatAsync(id, (grains, copy) => Booking(grains, copy).Get()), CancellationToken.None));

    // Where the real one answers with 503, nobody knows. It would never see the first of these: what the storage of grain
    // state says while the database is away.
    private static async Task<T?> AnswerAsync<T>(Func<Task<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception)
            when (exception is LedgerUnavailableException
                || ProblemHandling.ProblemOf(exception).Status == StatusCodes.Status503ServiceUnavailable)
        {
            return default;
        }
    }

    private async Task<T> RepeatAsync<TRequest, T>(
        TRequest request, Func<IGrainFactory, TRequest, Task<T>> send, TimeSpan firstLate = default)
        where TRequest : notnull
    {
        var copies = new RequestCopies(clock, _unanswered, isSafe: true);
        var late = firstLate;
        while (true)
        {
            // Stamped when it is sent, however late it arrives.
            var copy = (TRequest)copies.Next(request);
            try
            {
                return await AskAsync(AnyProcess(), grains => send(grains, copy), late);
            }
            catch (Exception exception) when (copies.TryFollow(exception))
            {
                // It may have happened or not; the next copy of the request will tell.
            }

            late = default;
            loop.CallsUnderWay++;
            await loop.Delay(copies.Pause(random.Below(1_000) / 1_000d));
            loop.CallsUnderWay--;
        }
    }

    private SimulatedProcess AnyProcess()
    {
        var up = processes.Where(process => process.IsUp).ToList();
        return up.Count > 0 ? up[random.Below(up.Count)] : throw new SiloUnavailableException("There is none.");
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
            loop.After(RequestCopies.ResponseTimeout + Late(), () => _ = ArriveAsync(process, request));
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
