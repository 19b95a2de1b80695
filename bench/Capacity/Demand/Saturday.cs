namespace BookedBarber.Capacity.Demand;

/// <summary>What clients want at one moment.</summary>
/// <param name="Clients">How many there are.</param>
/// <param name="PagesPerSecond">Pages of open starts.</param>
/// <param name="BookingsPerSecond">Bookings, each of which is committed.</param>
internal readonly record struct Load(double Clients, double PagesPerSecond, double BookingsPerSecond)
{
    /// <summary>Both.</summary>
    public double RequestsPerSecond => PagesPerSecond + BookingsPerSecond;
}

/// <summary>
/// A Saturday: most people book in the morning, a second wave comes in the afternoon, and at noon a popular barber
/// opens the calendar of a month.
/// </summary>
/// <param name="clients">How many clients there are at once when the morning is at its height.</param>
internal sealed class Saturday(int clients)
{
    /// <summary>When the popular barber opens, in hours.</summary>
    public const int OpeningHour = 12;

    /// <summary>How many come for that, as a share of those at the height of the morning.</summary>
    public const double OpeningShare = 0.5;

    /// <summary>Seconds between two requests of a client.</summary>
    public const double ThinkSeconds = 5;

    /// <summary>Seconds between two requests of one who waits for the opening.</summary>
    public const double ImpatientSeconds = 1;

    /// <summary>One of so many requests is a booking.</summary>
    public const int RequestsPerBooking = 20;

    // Whoever gets nothing at the opening stays for a few minutes more.
    private const double PatienceSeconds = 180;
    private const double ArrivalSeconds = 20;

    /// <summary>The load at a time.</summary>
    /// <param name="second">Seconds since midnight.</param>
    public Load At(int second)
    {
        var hour = second / 3600.0;
        var share = Math.Min(1, 0.02 + 0.98 * Wave(hour, 10, 1.75) + 0.45 * Wave(hour, 16, 2));
        var opening = clients * OpeningShare * Rush(second - OpeningHour * 3600);
        var requests = clients * share / ThinkSeconds + opening / ImpatientSeconds;
        var bookings = requests / RequestsPerBooking;
        return new Load(clients * share + opening, requests - bookings, bookings);
    }

    private static double Wave(double hour, double height, double width) =>
        Math.Exp(-Math.Pow((hour - height) / width, 2) / 2);

    private static double Rush(double since) =>
        since < 0 ? 0 : Math.Min(1, since / ArrivalSeconds) * Math.Exp(-Math.Max(0, since - ArrivalSeconds) / PatienceSeconds);
}
