using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Checking;

/// <summary>Compares what was answered with what the database has at the end.</summary>
internal static class RowCheck
{
    /// <summary>Rows of requests whose last answer was a no.</summary>
    public static IEnumerable<(BookingRow Row, Operation Refused)> RefusedButDone(
        IReadOnlyCollection<Operation> operations, FinalState final) =>
        from operation in operations
        where operation is { Wish.What: Asked.Book, IsRefused: true }
        join row in final.Rows on operation.Wish.Key equals row.Key
        select (row, operation);

    public static IEnumerable<Violation> Find(
        IReadOnlyCollection<Operation> operations, IReadOnlyDictionary<string, Life> lives, FinalState final)
    {
        var rows = final.Rows.ToLookup(row => row.Key);
        var booked = operations.Where(operation => operation.Wish.What == Asked.Book)
            .ToDictionary(operation => operation.Wish.Key);
        foreach (var same in rows)
        {
            if (same.Count() > 1)
            {
                yield return new Violation(Fault.KeyTwice, $"rows {string.Join(", ", same)}");
            }

            if (!booked.ContainsKey(same.Key))
            {
                yield return new Violation(Fault.Unasked, $"{same.First()}");
            }
        }

        foreach (var (row, refused) in RefusedButDone(operations, final))
        {
            yield return new Violation(Fault.RefusedButDone, $"{row}", refused);
        }

        foreach (var (key, life) in lives.Where(one => !one.Value.IsLost))
        {
            var row = rows[key].FirstOrDefault();
            if (life.Booked.Grant is null)
            {
                if (row is not null && !life.MayEndAs(row, final.ReadAt))
                {
                    yield return new Violation(
                        Fault.Unasked, $"expected {life.Expectation} or nothing; {row}", life.Booked);
                }
            }
            else if (row is null || row.Id != life.Id || !life.MayEndAs(row, final.ReadAt))
            {
                yield return new Violation(
                    Fault.Lost, $"expected {life.Expectation}; found {row?.ToString() ?? "no row"}", life.Operations);
            }
        }
    }
}
