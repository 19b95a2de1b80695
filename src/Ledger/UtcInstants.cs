using NodaTime;

namespace BookedBarber.Ledger;

/// <summary>Instants as Npgsql wants them. PostgreSQL keeps microseconds; what is finer is cut off.</summary>
internal static class UtcInstants
{
    public static readonly Instant Earliest = Instant.FromUtc(1, 1, 1, 0, 0);
    public static readonly Instant Latest = Instant.FromUtc(9999, 12, 31, 0, 0);

    /// <summary>The moment as a UTC <see cref="DateTime"/>; beyond what that can hold, its nearest end.</summary>
    public static DateTime ToUtc(this Instant instant) =>
        Instant.Max(Earliest, Instant.Min(Latest, instant)).ToDateTimeUtc();

    public static DateTime? ToUtc(this Instant? instant) => instant?.ToUtc();

    public static Instant ToInstant(this DateTime utc) => Instant.FromDateTimeUtc(utc);
}
