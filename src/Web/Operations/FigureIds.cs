namespace BookedBarber.Web.Operations;

/// <summary>The names of figures, of tables, and of terms in them.</summary>
public static class FigureIds
{
    /// <summary>Bookings per second.</summary>
    public const string Accepted = "accepted";

    /// <summary>Requests per second that were answered with an earlier booking.</summary>
    public const string Repeated = "repeated";

    /// <summary>Refusals per second.</summary>
    public const string Refused = "refused";

    /// <summary>Refusals per second because the time was taken.</summary>
    public const string RefusedTaken = "refused-taken";

    /// <summary>Refusals per second by the shop's rules.</summary>
    public const string RefusedByRules = "refused-rules";

    /// <summary>Refusals per second because something was away or too busy.</summary>
    public const string RefusedUnavailable = "refused-unavailable";

    /// <summary>All other refusals per second.</summary>
    public const string RefusedOther = "refused-other";

    /// <summary>Conflicts per second that the memory of a grain caught.</summary>
    public const string Memory = "memory";

    /// <summary>Conflicts per second that the fence caught.</summary>
    public const string Fence = "fence";

    /// <summary>Conflicts per second that the guard of the database caught.</summary>
    public const string Guard = "guard";

    /// <summary>How long half of the turns take at the most.</summary>
    public const string TurnMedian = "turn-50";

    /// <summary>How long 95 % of the turns take at the most.</summary>
    public const string Turn95 = "turn-95";

    /// <summary>How long 99 % of the turns take at the most.</summary>
    public const string Turn99 = "turn-99";

    /// <summary>How long half of the flushes take at the most.</summary>
    public const string FlushMedian = "flush-50";

    /// <summary>How long 95 % of the flushes take at the most.</summary>
    public const string Flush95 = "flush-95";

    /// <summary>How long 99 % of the flushes take at the most.</summary>
    public const string Flush99 = "flush-99";

    /// <summary>Entries in a flush, on average.</summary>
    public const string FlushSize = "flush-size";

    /// <summary>Calls that have arrived at grains and not ended.</summary>
    public const string Calls = "calls";

    /// <summary>Entries that wait for the database.</summary>
    public const string Entries = "entries";

    /// <summary>Open holds.</summary>
    public const string Holds = "holds";

    /// <summary>Active grains.</summary>
    public const string Active = "active";

    /// <summary>Active shops.</summary>
    public const string ActiveShops = "active-shops";

    /// <summary>Active barbers.</summary>
    public const string ActiveBarbers = "active-barbers";

    /// <summary>All other active grains.</summary>
    public const string ActiveOthers = "active-others";

    /// <summary>Processes that host grains and report.</summary>
    public const string Silos = "silos";

    /// <summary>Processes that take requests and report.</summary>
    public const string FrontDoors = "front-doors";

    /// <summary>Table: what became of requests to book.</summary>
    public const string Requests = "requests";

    /// <summary>Table: conflicts by the layer that caught them.</summary>
    public const string Conflicts = "conflicts";

    /// <summary>Table: the busiest shops.</summary>
    public const string Shops = "shops";

    /// <summary>Table: kinds of grains.</summary>
    public const string Grains = "grains";

    /// <summary>Table: processes.</summary>
    public const string Processes = "processes";

    /// <summary>Term: a process that hosts grains.</summary>
    public const string Silo = "silo";

    /// <summary>Term: a process that takes requests.</summary>
    public const string FrontDoor = "front-door";

    /// <summary>Term: a process that does both.</summary>
    public const string Both = "both";
}
