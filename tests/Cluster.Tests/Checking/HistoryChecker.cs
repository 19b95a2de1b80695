using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Checking;

// What can be concluded from outside
//
// Each request takes effect, if at all, at one moment between its sending and its answer; a request without an answer
// at any moment after its sending, or never. The checker asks whether there are such moments that explain every answer
// and the rows that are there at the end. Each of its findings is proof: for no choice of moments are the answers
// right. It is not complete (it looks at pairs of bookings and at each refusal for itself), but what is promised to
// clients is looked at from every side: overlaps, lost answers, keys, refusals, and rows that nobody asked for.

/// <summary>Reads a history and the final state of the database, and says what is wrong.</summary>
public static class HistoryChecker
{
    public static IReadOnlyList<Violation> Check(History history, IEnumerable<ShopFacts> shopFacts, FinalState final)
    {
        var shops = shopFacts.ToDictionary(shop => shop.Id);
        var operations = history.Operations;
        var later = operations.Where(operation => operation.Wish.What != Asked.Book)
            .ToLookup(operation => operation.Wish.Key);
        var lives = operations
            .Where(operation => operation.Wish.What == Asked.Book && !operation.IsRefused)
            .ToDictionary(
                operation => operation.Wish.Key,
                operation => new Life(history, shops[operation.Wish.Shop], operation, later[operation.Wish.Key]));
        var calendar = new Calendar();
        foreach (var life in lives.Values)
        {
            calendar.Add(shops[life.Booked.Wish.Shop], life.Tenures);
        }

        foreach (var (row, refused) in RowCheck.RefusedButDone(operations, final))
        {
            // Once is enough: whom it keeps out follows from that.
            calendar.Add(shops[row.Shop], [Tenure.Possible(row, refused)]);
        }

        return
        [
            .. OverlapCheck.Find(calendar),
            .. OverlapCheck.Find(shops, final),
            .. AnswerCheck.Find(operations),
            .. lives.Values.SelectMany(life => life.Violations),
            .. RowCheck.Find(operations, lives, final),
            .. RefusalCheck.Find(calendar, shops, operations),
        ];
    }
}
