using BookedBarber.Scheduling.Bookings;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Ledger.Commits;

/// <summary>
/// Writes the moves of a flush; answers with the bookings that were as expected, and whether their new time was free.
/// </summary>
internal static class MoveSql
{
    // A taken time is looked for first, under the lock of the fence: the guard's exception would cost the others their
    // transaction.
    private const string Sql = """
        with wanted as (
          select * from unnest(
            $2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[],
            $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[],
            $12::bigint[], $13::text[], $14::timestamptz[], $15::integer[])
          as wanted(
            barber_id, expected_version, booking_id, from_barber_id, status, from_start,
            starts_at, ends_at, occupied_from, occupied_to,
            price_amount, currency, at, revision)
        ),
        locked as (
          select w.*, tstzrange(w.occupied_from, w.occupied_to) as occupied
          from wanted w
          join bookings b
            on b.id = w.booking_id and b.barber_id = w.from_barber_id
            and b.status = w.status and b.starts_at = w.from_start and b.revision = w.revision
          where w.expected_version = (select version from barber_timelines t where t.barber_id = w.barber_id)
          order by b.id
          for update of b
        ),
        free as (
          select * from locked l
          where not exists (select from overlapping_booking(l.barber_id, l.occupied, l.booking_id))
        ),
        written as (
          update bookings b
          set barber_id = f.barber_id, starts_at = f.starts_at, ends_at = f.ends_at, occupied = f.occupied,
              price_amount = f.price_amount, currency = f.currency, revision = b.revision + 1,
              commits = b.commits[greatest(1, cardinality(b.commits) - 14):] || $1::uuid
          from free f
          where b.id = f.booking_id
          returning b.id, b.shop_id, f.from_barber_id, f.from_start, f.at, booking_payload(b) as payload
        ),
        announced as (
          insert into outbox (occurred_at, shop_id, booking_id, type, payload)
          select at, shop_id, id, 'booking.rescheduled',
                 payload || jsonb_build_object('previousBarber', from_barber_id, 'previousStart', from_start)
          from written
        )
        select l.booking_id, w.id is not null
        from locked l left join written w on w.id = l.booking_id
        """;

    public static NpgsqlBatchCommand Build(Guid flushId, IReadOnlyList<Move> entries) =>
        new NpgsqlBatchCommand(Sql)
            .With(flushId)
            .With(entries, NpgsqlDbType.Uuid, entry => entry.BarberId)
            .With(entries, NpgsqlDbType.Bigint, entry => entry.ExpectedVersion)
            .With(entries, NpgsqlDbType.Uuid, entry => entry.BookingId)
            .With(entries, NpgsqlDbType.Uuid, entry => entry.FromBarberId)
            .With(entries, NpgsqlDbType.Text, entry => entry.Status.Name())
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.FromStart.ToUtc())
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.Start.ToUtc())
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.End.ToUtc())
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.OccupiedFrom.ToUtc())
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.OccupiedTo.ToUtc())
            .With(entries, NpgsqlDbType.Bigint, entry => entry.Price.Amount)
            .With(entries, NpgsqlDbType.Text, entry => entry.Price.Currency)
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.At.ToUtc())
            .With(entries, NpgsqlDbType.Integer, entry => entry.Revision);

    public static async Task<Dictionary<Guid, bool>> ReadAsync(
        NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, bool>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found[reader.GetGuid(0)] = reader.GetBoolean(1);
        }

        return found;
    }
}
