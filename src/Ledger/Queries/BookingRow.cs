using System.Runtime.InteropServices;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Bookings;
using Npgsql;

namespace BookedBarber.Ledger.Queries;

/// <summary>Reads a row of <c>bookings</c>.</summary>
internal static class BookingRow
{
    /// <summary>The columns that <see cref="Read"/> expects first, of the table called <c>b</c>.</summary>
    public const string Columns = """
        b.id, b.shop_id, b.barber_id, b.status, b.services, b.starts_at, b.ends_at,
        lower(b.occupied), upper(b.occupied), b.price_amount, b.deposit_amount, b.currency,
        b.client_name, b.client_email, b.client_phone, b.notes, b.hold_expires_at,
        b.idempotency_key, b.request_hash, b.created_at, b.revision
        """;

    public static Booking Read(NpgsqlDataReader row)
    {
        var currency = row.GetString(11);
        return new Booking
        {
            Id = row.GetGuid(0),
            ShopId = row.GetGuid(1),
            BarberId = row.GetGuid(2),
            Status = ParseStatus(row.GetString(3)),
            Services = ImmutableCollectionsMarshal.AsImmutableArray(row.GetFieldValue<Guid[]>(4)),
            Start = row.GetDateTime(5).ToInstant(),
            End = row.GetDateTime(6).ToInstant(),
            OccupiedFrom = row.GetDateTime(7).ToInstant(),
            OccupiedTo = row.GetDateTime(8).ToInstant(),
            Price = new Money(row.GetInt64(9), currency),
            Deposit = row.IsDBNull(10) ? null : new Money(row.GetInt64(10), currency),
            Client = new Client(row.GetString(12), TextOrNull(row, 13), TextOrNull(row, 14)),
            Notes = TextOrNull(row, 15),
            HoldExpiresAt = row.IsDBNull(16) ? null : row.GetDateTime(16).ToInstant(),
            IdempotencyKey = row.GetString(17),
            RequestHash = ImmutableCollectionsMarshal.AsImmutableArray(row.GetFieldValue<byte[]>(18)),
            CreatedAt = row.GetDateTime(19).ToInstant(),
            Revision = row.GetInt32(20),
        };
    }

    private static BookingStatus ParseStatus(string name) =>
        BookingStatusNames.TryParse(name, out var status)
            ? status
            : throw new InvalidOperationException($"The database has a booking with the status '{name}'.");

    private static string? TextOrNull(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
