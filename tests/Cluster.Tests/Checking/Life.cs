using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Checking;

/// <summary>Where a booking may stand.</summary>
internal sealed record Standing(string Status, Guid? Barber, DateTimeOffset Start)
{
    public override string ToString() => $"{Status} {Start:MM-dd HH:mm} with {Barber?.ToString() ?? "any"}";

    public static Standing Of(SeenBooking seen) => new(seen.Status, seen.Barber, seen.Start);

    public bool Fits(string status, Guid barber, DateTimeOffset start) =>
        Status == status && (Barber ?? barber) == barber && Start == start;
}

// What is known of one booking
//
// Only its owner works on a booking, one operation after the other, so its life can be told from the answers: each
// grant says where it stands from then on. An operation that never had an answer adds a place where it may stand; the
// owner leaves the booking alone after that. A hold ends by itself at its deadline, which was told by the clock on the
// wall; a second on both sides makes up for that.

/// <summary>The life of one booking, as its owner was told.</summary>
internal sealed class Life
{
    private static readonly TimeSpan HoldSlack = TimeSpan.FromSeconds(1);

    private readonly History _history;
    private readonly ShopFacts _shop;
    private readonly List<Tenure> _tenures = [];
    private readonly List<Violation> _violations = [];
    private List<Standing> _standings = [];
    private TimeSpan? _holdEnds;

    public Life(History history, ShopFacts shop, Operation booked, IEnumerable<Operation> later)
    {
        _history = history;
        _shop = shop;
        Booked = booked;
        Operations = [booked, .. later.OrderBy(operation => operation.Began)];
        Begin();
        foreach (var operation in Operations.Skip(1))
        {
            GoOn(operation);
        }

        if (IsLost)
        {
            // Once is enough: what it takes from others, and where it is, follows from that.
            foreach (var tenure in _tenures)
            {
                (tenure.CertainFrom, tenure.PossibleUntil) = (Tenure.Never, TimeSpan.MaxValue);
            }
        }
    }

    public Operation Booked { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public Guid Id => Booked.Booking?.Id ?? Guid.Empty;

    public IReadOnlyList<Tenure> Tenures => _tenures;

    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>It was seen to be other than its owner was told; nobody knows from then on how it stands.</summary>
    public bool IsLost => _violations.Exists(violation => violation.Fault == Fault.Lost);

    /// <summary>Whether the database may show it like this at the end.</summary>
    public bool MayEndAs(BookingRow row, TimeSpan readAt) => _standings.Any(standing =>
        standing.Fits(row.Status, row.Barber, row.Start)
        || (row.Status == "expired" && HoldMayHaveEnded(readAt)
            && (standing with { Status = "expired" }).Fits("expired", row.Barber, row.Start))
        || (row.Status == "held" && standing.Status == "expired"
            && (standing with { Status = "held" }).Fits("held", row.Barber, row.Start)));

    public string Expectation => string.Join(" or ", _standings);

    // Of a hold whose client never heard of it nobody knows when it ends.
    private bool HoldMayHaveEnded(TimeSpan at) =>
        _holdEnds is { } ends ? at > ends - HoldSlack : Booked.Booking is null && Booked.Wish.Deposit;

    private bool HoldHasEnded(TimeSpan at) => _holdEnds is { } ends && at > ends + HoldSlack;

    private void Begin()
    {
        if (Booked.Booking is not { } seen)
        {
            var status = Booked.Wish.Deposit ? "held" : "confirmed";
            _standings = [new Standing(status, Booked.Wish.Barber, Booked.Wish.Start)];
            AddPossible(Booked);
            return;
        }

        if (!FitsWish(Booked.Wish, seen) || seen.Status is not ("confirmed" or "held" or "expired")
            || seen.Status == "confirmed" == Booked.Wish.Deposit)
        {
            Report(Fault.WrongAnswer, "another booking than was asked for", Booked);
        }

        _standings = [Standing.Of(seen)];
        _holdEnds = seen.Status == "held" ? _history.At(seen.HoldExpiresAt!.Value)
            : seen.Status == "expired" ? Booked.Grant!.Ended
            : null;
        Put(Booked, seen);
    }

    private void GoOn(Operation operation)
    {
        var isRefused = operation.IsRefused;
        if (isRefused && !MayBeRefused(operation))
        {
            Report(Fault.WrongAnswer, "a no that the booking gives no reason for", Booked, operation);
        }

        if (isRefused || operation.Wish.What is Asked.Look or Asked.Recall)
        {
            CompareAnswers(operation);
            return;
        }

        switch (operation.Wish.What)
        {
            case Asked.Cancel:
                End(operation);
                Become(operation, standing => standing with { Status = "cancelled" });
                break;
            case Asked.Confirm:
                Become(operation, standing => standing with { Status = "confirmed" });
                KeepHold(operation);
                break;
            case Asked.Move:
                End(operation);
                Become(operation, standing => standing with
                {
                    Barber = operation.Wish.Barber,
                    Start = operation.Wish.Start,
                });
                if (operation.Booking is { } moved)
                {
                    Put(operation, moved);
                }
                else
                {
                    AddPossible(operation);
                }

                break;
        }
    }

    private bool MayBeRefused(Operation operation) => operation.Attempts[^1].Reason switch
    {
        "slot_taken" => operation.Wish.What == Asked.Move,
        "hold_expired" or "invalid_status" =>
            operation.Wish.What is not (Asked.Look or Asked.Recall) && HoldMayHaveEnded(operation.Ended),
        _ => false,
    };

    // What is there to be seen is what the owner was told last.
    private void CompareAnswers(Operation operation)
    {
        foreach (var attempt in operation.Attempts.Where(attempt => attempt.IsGranted))
        {
            var seen = attempt.Booking!;
            var expired = seen.Status == "expired" && HoldMayHaveEnded(attempt.Ended)
                && _standings.Any(one => one.Status == "held" && one.Fits("held", seen.Barber, seen.Start));
            var tooOld = seen.Status == "held" && HoldHasEnded(attempt.Began);
            if (!expired && (tooOld || !_standings.Any(one => one.Fits(seen.Status, seen.Barber, seen.Start))))
            {
                Report(Fault.Lost, $"{Id} was {Expectation}, and at {attempt.Began.TotalSeconds:0.000} it was not", [.. Operations]);
            }
        }
    }

    private void Become(Operation operation, Func<Standing, Standing> next)
    {
        var after = _standings.Select(next).ToList();
        if (operation.Booking is not { } seen)
        {
            _standings = [.. _standings, .. after];
            return;
        }

        if (!after.Any(standing => standing.Fits(seen.Status, seen.Barber, seen.Start)))
        {
            Report(Fault.WrongAnswer, $"expected {string.Join(" or ", after)}", Booked, operation);
        }

        _standings = [Standing.Of(seen)];
    }

    private void KeepHold(Operation operation)
    {
        if (operation.Grant is not null)
        {
            _holdEnds = null;
        }

        foreach (var tenure in _tenures.TakeLast(1))
        {
            tenure.PossibleUntil = Tenure.Never;
            tenure.CertainUntil = operation.Grant is null ? tenure.CertainUntil : TimeSpan.MaxValue;
        }
    }

    private void Put(Operation operation, SeenBooking seen) => _tenures.Add(new Tenure
    {
        Booking = seen.Id,
        Barber = seen.Barber,
        Start = seen.Start,
        PossibleFrom = operation.Began,
        CertainFrom = operation.Grant!.Ended,
        CertainUntil = _holdEnds - HoldSlack ?? TimeSpan.MaxValue,
        PossibleUntil = _holdEnds + HoldSlack ?? TimeSpan.MaxValue,
        By = operation,
    });

    private void AddPossible(Operation operation)
    {
        foreach (var barber in operation.Wish.Barber is { } one ? [one] : _shop.Barbers)
        {
            _tenures.Add(new Tenure
            {
                Booking = Id,
                Barber = barber,
                Start = operation.Wish.Start,
                PossibleFrom = operation.Began,
                CertainFrom = Tenure.Never,
                By = operation,
            });
        }
    }

    private void End(Operation operation)
    {
        foreach (var tenure in _tenures.TakeLast(1))
        {
            tenure.CertainUntil = Min(tenure.CertainUntil, operation.Began);
            tenure.PossibleUntil = Min(tenure.PossibleUntil, operation.Grant?.Ended ?? TimeSpan.MaxValue);
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static bool FitsWish(Wish wish, SeenBooking seen) =>
        (wish.Barber ?? seen.Barber) == seen.Barber && wish.Start == seen.Start;

    private void Report(Fault fault, string what, params IReadOnlyList<Operation> shown)
    {
        if (!IsLost)
        {
            _violations.Add(new Violation(fault, what, shown));
        }
    }
}
