using System.Diagnostics;

namespace BookedBarber.Ledger.Commits;

/// <summary>
/// An entry and whoever waits for it. Its caller may give it up until the committer has taken it; after that it is
/// sent, and its outcome is found out whether or not somebody still waits.
/// </summary>
internal sealed class PendingEntry(LedgerEntry entry)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<CommitOutcome> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Written once, by the caller or by the committer, whoever is first.
    private int _state = Waiting;

    public LedgerEntry Entry => entry;

    /// <summary>The trace that wants it written, where traces are recorded.</summary>
    public ActivityContext Trace { get; } = FlushTraces.OfCaller();

    public Task<CommitOutcome> Outcome => _outcome.Task;

    public bool IsGivenUp => Volatile.Read(ref _state) == GivenUp;

    /// <summary>How many rows it writes.</summary>
    public int Rows => entry is StatusChange change ? change.BookingIds.Count : 1;

    /// <summary>The barber who loses a booking by it, if that is another one.</summary>
    public Guid? OtherBarberId =>
        entry is Move move && move.FromBarberId != move.BarberId ? move.FromBarberId : null;

    /// <summary>A booking that carries the mark of the flush if, and only if, the entry was committed.</summary>
    public Guid WitnessId => entry switch
    {
        NewBooking created => created.Booking.Id,
        StatusChange change => change.BookingIds[0],
        Move move => move.BookingId,
        _ => throw new InvalidOperationException($"{entry.GetType().Name} is not known to the ledger."),
    };

    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    public bool TryGiveUp() => Interlocked.CompareExchange(ref _state, GivenUp, Waiting) == Waiting;

    public bool Answer(CommitOutcome outcome) => _outcome.TrySetResult(outcome);

    public bool Fail(Exception exception)
    {
        var first = _outcome.TrySetException(exception);

        // Nobody may be waiting any more; that is no reason to report an unobserved exception.
        _ = _outcome.Task.Exception;
        return first;
    }
}
