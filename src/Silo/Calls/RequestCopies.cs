using BookedBarber.Grains.Interfaces.Bookings;
using Orleans.Storage;

namespace BookedBarber.Silo.Calls;

// The patience of a front door
//
// A call that is on its way to a process that froze gets no answer at all: only a timeout ends it. The front door
// repeats it, where the grain's interface says that this is safe, and it is answered within ten seconds or not at all.
// A call that is waiting for a slow database is repeated as well.
//
// A copy that was given up has not ended. So each copy says until when it is waited for: nothing is decided for it
// after that. And each says until when the copies before it may be decided, since a commit that was decided in time may
// take longer than anybody waits: a shop that is about to refuse the copy makes sure first that none of those still
// comes. Copies of one call are counted here; those of a client who was told that the outcome is unknown, and comes
// back with the same key, are found in UnansweredRequests.

/// <summary>The copies of one request of a client, from the first to the one that is answered.</summary>
/// <param name="clock">The front door's clock.</param>
/// <param name="unanswered">What it gave up before.</param>
/// <param name="isSafe">Whether the grain's interface says that the request may be repeated.</param>
internal struct RequestCopies(TimeProvider clock, UnansweredRequests unanswered, bool isSafe)
{
    /// <summary>How long one copy is waited for.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How long a request goes on being repeated, the last wait included.</summary>
    public static readonly TimeSpan RepeatDeadline = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly long _started = clock.GetTimestamp();
    private TimeSpan _pause = FirstPause;
    private string? _key;
    private DateTimeOffset? _answerBy;

    /// <summary>The next copy of what is sent: stamped, where it is a request to book or to move.</summary>
    public object Next(object request)
    {
        switch (request)
        {
            case BookingRequest booking:
                var older = Stamp(_key ?? booking.IdempotencyKey);
                return booking with { AnswerBy = _answerBy, OlderCopiesUntil = older };
            case RescheduleRequest move:
                older = Stamp(_key ?? move.BookingId.ToString());
                return move with { AnswerBy = _answerBy, OlderCopiesUntil = older };
            default:
                return request;
        }
    }

    /// <summary>
    /// Whether another copy follows one that failed like this; where none does, the request is kept as one without an
    /// answer. To be asked once for each failure.
    /// </summary>
    public readonly bool TryFollow(Exception failure)
    {
        if (isSafe && IsOfTheCluster(failure)
            && clock.GetElapsedTime(_started) + LongestPause + ResponseTimeout < RepeatDeadline)
        {
            return true;
        }

        if (_key is not null)
        {
            unanswered.Add(_key, _answerBy!.Value);
        }

        return false;
    }

    /// <summary>How long to wait before the copy that follows; they come further and further apart.</summary>
    /// <param name="chance">From 0 to 1, so that not all come at the same moment.</param>
    public TimeSpan Pause(double chance)
    {
        var pause = _pause * (0.5 + (chance / 2));
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        return pause;
    }

    private DateTimeOffset? Stamp(string key)
    {
        var older = _answerBy ?? unanswered.Until(key);
        _key = key;
        _answerBy = clock.GetUtcNow() + ResponseTimeout;
        return older;
    }

    // A silo that finds no place for a grain in time says that the call was cancelled, and so does a barber whom a copy
    // reached after its time; nobody else cancels one. And a silo that is asked to keep a place on one that has just
    // left says so in an exception without a type of its own.
    private static bool IsOfTheCluster(Exception failure) => failure is TimeoutException or SiloUnavailableException
        or OrleansMessageRejectionException or InconsistentStateException or OperationCanceledException
        || failure.GetType() == typeof(OrleansException);
}
