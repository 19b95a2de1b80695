using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Checking;

// A no was decided between the request and its answer. It is just when, at some moment of that time, the barber may
// have been taken: by a booking that was granted and not given up for certain, by one that was then on its way in, or
// by one whose request never had an answer. With "any barber" each of them was asked, each at a moment of its own.
//
// A barber refuses by what it saw in the database less than a second ago, so that second counts as well.

/// <summary>Finds those who were told that a start is taken, although it was free all the time.</summary>
internal static class RefusalCheck
{
    private static readonly TimeSpan Certainty = TimeSpan.FromSeconds(1);

    private const int MostShown = 6;

    public static IEnumerable<Violation> Find(
        Calendar calendar, IReadOnlyDictionary<Guid, ShopFacts> shops, IEnumerable<Operation> operations) =>
        from operation in operations
        where operation.Wish.What is Asked.Book or Asked.Move
        from attempt in operation.Attempts
        where attempt.Reason == "slot_taken"
        from barber in operation.Wish.Barber is { } one ? [one] : shops[operation.Wish.Shop].Barbers
        where !MayHaveBeenTaken(calendar, barber, operation, attempt)
        select new Violation(
            Fault.UnjustRefusal,
            $"barber {barber} was free from a second before {attempt.Began.TotalSeconds:0.000} on",
            [operation, .. LastBefore(calendar, barber, operation, attempt)]);

    private static IEnumerable<Operation> LastBefore(
        Calendar calendar, Guid barber, Operation operation, Attempt attempt) =>
        calendar.InTheWay(barber, operation.Wish.Start)
            .Where(tenure => tenure.PossibleFrom <= attempt.Ended)
            .OrderBy(tenure => tenure.PossibleFrom)
            .Select(tenure => tenure.By)
            .Distinct()
            .TakeLast(MostShown);

    private static bool MayHaveBeenTaken(Calendar calendar, Guid barber, Operation operation, Attempt attempt) =>
        calendar.InTheWay(barber, operation.Wish.Start).Any(tenure =>
            tenure.By.Wish.Key != operation.Wish.Key
            && tenure.PossibleFrom <= attempt.Ended
            && tenure.PossibleUntil >= attempt.Began - Certainty);
}
