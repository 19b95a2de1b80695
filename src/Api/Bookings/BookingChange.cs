using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Api.Bookings;

/// <summary>
/// A change to a booking on which others may work at the same time. A grain changes only the revision that it is told:
/// a request that was given up, and is still on its way somewhere, undoes nothing that was done since. Who still waits
/// for the answer looks again here, and asks for the same of what is there now.
/// </summary>
internal static class BookingChange
{
    // Each look that was in vain means that somebody else's change succeeded.
    private const int MaxLooks = 32;

    /// <summary>
    /// 200 with the booking after <paramref name="change"/>, or the problem. A barber changes it as long as it is
    /// theirs.
    /// </summary>
    public static async Task<IResult> ChangeAsync(
        this HttpContext context,
        IGrainFactory grains,
        BookingMessage seen,
        Func<BookingMessage, Task<Result<BookingMessage>>> change)
    {
        var own = context.Admission().OnlyBarber;
        var isAllowed = true;
        var changed = await DoAsync(seen, change, LookAgainAsync, context.RequestAborted);
        return !isAllowed ? AccessProblems.Forbidden().ToResult()
            : changed?.ToView()
            ?? ApiProblem.Unavailable("The booking kept changing under this request.", retryAfterSeconds: 1).ToResult();

        async Task<Result<BookingMessage>> LookAgainAsync(Guid id)
        {
            var again = await grains.GetGrain<IBookingGrain>(id.ToString()).Get();
            isAllowed = own is null || again.Value is not { } now || now.Barber == own;
            return isAllowed ? again : Problem.NotFound("booking");
        }
    }

    /// <summary>
    /// The booking after <paramref name="change"/>, or why not; null when it kept changing, or nobody waits any more.
    /// </summary>
    public static async Task<Result<BookingMessage>?> DoAsync(
        BookingMessage seen,
        Func<BookingMessage, Task<Result<BookingMessage>>> change,
        Func<Guid, Task<Result<BookingMessage>>> lookAgain,
        CancellationToken aborted)
    {
        for (var look = 0; look < MaxLooks && !aborted.IsCancellationRequested; look++)
        {
            var changed = await change(seen);
            if (changed.Problem?.Code != ProblemCodes.BookingChanged)
            {
                return changed;
            }

            var again = await lookAgain(seen.Id);
            if (again.Value is not { } now)
            {
                return again;
            }

            seen = now;
        }

        return null;
    }
}
