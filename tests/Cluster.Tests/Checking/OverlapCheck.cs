namespace BookedBarber.Cluster.Tests.Checking;

// Two stays on one barber's time are possible one after the other exactly when one of them may have gone before the
// other had to be there. Taking each stay as short as the answers allow is the best case for the program; if two of
// those overlap, no order of events explains the answers.

/// <summary>Finds two live bookings of a barber at one time.</summary>
internal static class OverlapCheck
{
    public static IEnumerable<Violation> Find(Calendar calendar)
    {
        var seen = new HashSet<(Tenure, Tenure)>();
        foreach (var cell in calendar.Cells)
        {
            Tenure? longest = null;
            foreach (var tenure in cell.Where(one => one.CertainFrom != Tenure.Never).OrderBy(one => one.CertainFrom))
            {
                if (longest is not null && longest.Booking != tenure.Booking
                    && longest.CertainUntil > tenure.CertainFrom && tenure.CertainUntil > longest.CertainFrom
                    && seen.Add((longest, tenure)))
                {
                    yield return new Violation(
                        Fault.Overlap,
                        $"{longest.Booking} and {tenure.Booking} both have barber {tenure.Barber}",
                        longest.By,
                        tenure.By);
                }

                if (longest is null || tenure.CertainUntil > longest.CertainUntil)
                {
                    longest = tenure;
                }
            }
        }
    }

    /// <summary>The same of the rows that are there at the end.</summary>
    public static IEnumerable<Violation> Find(IReadOnlyDictionary<Guid, ShopFacts> shops, FinalState final)
    {
        foreach (var barber in final.Rows.Where(row => row.Status is "held" or "confirmed").GroupBy(row => row.Barber))
        {
            var rows = barber.OrderBy(row => row.Start).ToList();
            foreach (var (row, next) in rows.Zip(rows.Skip(1)))
            {
                if (row.Start + shops[row.Shop].Visit > next.Start)
                {
                    yield return new Violation(Fault.Overlap, $"in the database: {row} and {next}");
                }
            }
        }
    }
}
