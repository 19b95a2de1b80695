namespace BookedBarber.Cluster.Tests.Checking;

/// <summary>A booking as the database has it at the end.</summary>
public sealed record BookingRow(
    Guid Id, Guid Shop, string Key, string Status, Guid Barber, DateTimeOffset Start, DateTimeOffset? HoldExpiresAt);

/// <summary>What the database has at the end.</summary>
/// <param name="ReadAt">When it was read, as a time of the history.</param>
/// <param name="Rows">All bookings of the shops that the history is about.</param>
public sealed record FinalState(TimeSpan ReadAt, IReadOnlyList<BookingRow> Rows);

/// <summary>A shop that a history is about; its visits take no time before or after.</summary>
public sealed record ShopFacts(Guid Id, IReadOnlyList<Guid> Barbers, TimeSpan Visit);
