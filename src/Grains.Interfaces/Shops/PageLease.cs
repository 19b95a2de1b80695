namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>
/// A shop's word that a page is what it would answer, given to readers in its own process: it holds until a deadline,
/// and ends at once when something changes. The shop is the only one who writes; any thread may read.
/// </summary>
public sealed class PageLease
{
    private AvailabilityPage? _page;
    private long _untilTicks;

    /// <summary>The page, if it may be sent at this time without asking the shop; else null.</summary>
    public AvailabilityPage? PageAt(DateTimeOffset now)
    {
        var page = Volatile.Read(ref _page);
        return now.UtcTicks < Volatile.Read(ref _untilTicks) ? page : null;
    }

    /// <summary>The shop stands by the page until then, unless it withdraws it.</summary>
    public void Grant(AvailabilityPage page, DateTimeOffset until)
    {
        Volatile.Write(ref _untilTicks, until.UtcTicks);
        Volatile.Write(ref _page, page);
    }

    /// <summary>
    /// The page may no longer be sent, and is not kept for those who remember the lease. Comes before the answer to
    /// whatever made the page stale.
    /// </summary>
    public void Withdraw() => Volatile.Write(ref _page, null);
}
