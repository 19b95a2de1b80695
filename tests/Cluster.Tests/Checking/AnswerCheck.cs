using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Checking;

/// <summary>Finds answers that do not fit each other, and those that nobody should ever get.</summary>
internal static class AnswerCheck
{
    public static IEnumerable<Violation> Find(IReadOnlyCollection<Operation> operations) =>
        [.. operations.SelectMany(OfOne), .. BookingsOfTwoKeys(operations)];

    private static IEnumerable<Violation> OfOne(Operation operation)
    {
        var granted = operation.Attempts.Where(attempt => attempt.IsGranted).ToList();
        var expected = operation.Wish.Booking ?? operation.Booking?.Id;
        if (granted.Any(attempt => attempt.Booking!.Id != expected))
        {
            yield return new Violation(Fault.KeyTwice, "one wish was answered with two bookings", operation);
        }

        if (operation.Attempts.Any(attempt => attempt.IsRefused && attempt.Began > operation.Grant?.Ended))
        {
            yield return new Violation(Fault.KeyTwice, "granted at first, and then refused", operation);
        }

        if (operation.Attempts.Any(attempt => attempt.Status is not (null or 200 or 201 or 409 or 503)))
        {
            yield return new Violation(Fault.WrongAnswer, "an answer that nothing here gives a reason for", operation);
        }

        if (operation.Wish.What == Asked.Book && operation.Attempts.Any(
            attempt => attempt.IsRefused && attempt.Reason != "slot_taken"))
        {
            yield return new Violation(Fault.WrongAnswer, "refused for no reason that this load gives", operation);
        }
    }

    private static IEnumerable<Violation> BookingsOfTwoKeys(IEnumerable<Operation> operations) =>
        from operation in operations
        where operation is { Wish.What: Asked.Book, Booking: not null }
        group operation by operation.Booking!.Id into same
        where same.Count() > 1
        select new Violation(Fault.KeyTwice, $"{same.Key} was the answer to two keys", [.. same]);
}
